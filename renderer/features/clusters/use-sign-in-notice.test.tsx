import { screen, fireEvent, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useNotices } from '../notices/notice-store.ts'
import { Toast } from '../notices/toast.tsx'
import { useSignInNotice } from './use-sign-in-notice.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
})

function Notices() {
  useSignInNotice()
  return <Toast low={false} />
}

const asking = sampleCluster('dev', { asks: 'Enter the code AB12-CD34' })

test('a cluster that is not on the screen says that it waits, and leads there', async () => {
  arrive(sampleApp([sampleCluster('prod'), asking]))
  show(<Notices />)
  expect(screen.getByText('dev waits for you to sign in')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Show' }))
  await waitFor(() => expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'dev' }]))
})

test('the one that is says it to a screen reader alone', () => {
  arrive(sampleApp([asking, sampleCluster('prod')]))
  show(<Notices />)
  expect(useNotices.getState()).toMatchObject({ notice: null, announcement: 'dev waits for you to sign in' })
})
