import { strings } from '../../app/strings.ts'
import { Message } from '../../ui/message.tsx'

/** Clusters are there, but none was chosen yet. */
export function ChooseCluster() {
  return <Message level={1} title={strings.clusters.choose} hint={strings.clusters.chooseHint} />
}
