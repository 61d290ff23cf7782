import { act, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { useTabs } from '../../app/tabs-store.ts'
import { useNotices } from '../notices/notice-store.ts'
import { installBridge } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster, sampleTab } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { StatusBar } from './status-bar.tsx'

beforeEach(() => {
  resetScreen()
  installBridge()
})

const app = (missedPort: Parameters<typeof sampleApp>[1]) =>
  sampleApp([sampleCluster('prod')], { address: '127.0.0.1:8002', ...missedPort })

test.each([
  ['taken', 'kubectl proxy (process 812)', '8001 is taken', /taken by kubectl proxy \(process 812\)/],
  ['taken', '', '8001 is taken', /taken by another program/],
  ['forbidden', '', '8001 was refused', /administrator/],
] as const)('a wished port that is %s is told once, and stays said', (cause, program, short, why) => {
  const missedPort = { port: 8001, cause, program }
  arrive(app({ missedPort }))
  show(<StatusBar />)
  expect(screen.getByRole('button', { name: short }).title).toMatch(why)
  const { notice } = useNotices.getState()
  expect([notice?.title, notice?.detail]).toEqual(['Serving on 127.0.0.1:8002', expect.stringMatching(why)])
  act(() => arrive(app({ missedPort: { ...missedPort } })))
  expect(useNotices.getState().notice).toBe(notice)
})

test('a port that was had is not spoken of', () => {
  arrive(app({ missedPort: null }))
  show(<StatusBar />)
  expect(screen.queryByText(/8001/)).toBeNull()
  expect(useNotices.getState().notice).toBeNull()
})

test('says how the cluster of the dashboard on show stands, be another one’s Services beneath it', () => {
  arrive(sampleApp([sampleCluster('staging'), sampleCluster('prod')]))
  show(<StatusBar />)
  expect(screen.getByText('staging')).toBeTruthy()
  act(() => useTabs.setState({ tabs: [sampleTab(1, { cluster: 'prod' })], active: 1 }))
  expect(screen.getByText('prod')).toBeTruthy()
  expect(screen.queryByText('staging')).toBeNull()
})
