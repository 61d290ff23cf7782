import { expect, test } from 'vitest'
import { installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleForward, samplePort } from '../../test/samples.ts'
import { arrive, resetScreen } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { forwardPort } from './forward-actions.ts'

test('a port that is forwarded offers its address, for the client that is to use it', async () => {
  resetScreen()
  const bridge = installBridge()
  bridge.answers['forward.start'] = () => ok(sampleForward({ service: 'postgres', port: 'sql', localPort: 5432 }))
  bridge.answers['clipboard.write'] = () => ok(undefined)
  arrive(sampleApp([sampleCluster('prod')]), [])
  const service = { cluster: 'prod', namespace: 'shop', name: 'postgres', port: 'sql' }
  await forwardPort(service, samplePort('sql', 5432))
  const { notice } = useNotices.getState()
  expect(notice).toMatchObject({ title: 'Forwarded', detail: '127.0.0.1:5432 leads to postgres:5432' })
  expect(notice?.action?.label).toBe('Copy address')
  notice?.action?.run()
  await expect.poll(() => bridge.inputs('clipboard.write')).toEqual([{ text: '127.0.0.1:5432' }])
})
