import { ClipboardCopy } from 'lucide-react'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../copy-url/copy-actions.ts'

async function copyClusterInfo(cluster: string): Promise<void> {
  const answer = await run('services.clusterInfo', { cluster })
  if (!answer) return
  const lines = answer.value.split('\n').filter((line) => line.includes(' is running at '))
  await copyText(answer.value, strings.copy.clusterInfo(lines.length))
}

/** Copies what `kubectl cluster-info` would print. */
export function CopyClusterInfo({ cluster, alone = false }: { cluster: string; alone?: boolean }) {
  return (
    <Button {...(!alone && { look: 'link', size: 'small' })} onClick={() => void copyClusterInfo(cluster)}>
      <ClipboardCopy size={13} strokeWidth={1.75} aria-hidden />
      {strings.list.copyClusterInfo}
    </Button>
  )
}
