import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test } from 'vitest'
import type { ClusterState } from '../../../shared/cluster-state.ts'
import { failure, failureKinds } from '../../../shared/failure.ts'
import { useApp } from '../../app/app-store.ts'
import { type FakeBridge, installBridge } from '../../test/fake-bridge.ts'
import { refused, sampleApp, sampleCluster, sampleRow, sampleRows } from '../../test/samples.ts'
import { arrive, keysOnShow, resetScreen, show } from '../../test/screen.tsx'
import { ServicesScreen } from './services-screen.tsx'
import { useServices } from './services-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetScreen()
  bridge = installBridge()
})

const prod = (state: ClusterState) => sampleApp([sampleCluster('prod', { state })])
const connected = prod({ phase: 'connected', since: 0 })

describe('instead of the list', () => {
  const listing = { phase: 'connecting', since: 0, step: 'services', failure: null, retryAt: null } as const
  const failing = { ...listing, step: 'version', received: 0, about: null, failure: refused } as const

  test('connecting: what is waited for', () => {
    arrive(prod({ ...listing, received: 0, about: null }))
    show(<ServicesScreen visible />)
    expect(screen.getByText('List Services').closest('[aria-current=step]')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('0')
  })

  test('connecting: what the sign-in command says, and its address to open', () => {
    const asks = 'Open https://example.com/device?user_code=AB12-CD34.\nEnter the code AB12-CD34'
    const state = { ...listing, step: 'credentials', received: 0, about: null } as const
    arrive(sampleApp([sampleCluster('prod', { state, asks })]))
    show(<ServicesScreen visible />)
    expect(screen.getByRole('region', { name: /waits for you/ }).textContent).toContain(asks)
    const link = screen.getByRole('link', { name: 'https://example.com/device?user_code=AB12-CD34' })
    expect(link.getAttribute('href')).toBe('https://example.com/device?user_code=AB12-CD34')
    expect(screen.getByText('Get credentials').closest('[aria-current=step]')).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  test('the first rows, as soon as they are there, and how much of the list is', () => {
    arrive(prod({ ...listing, received: 3000, about: 10200 }), [sampleRow('apps/web')])
    show(<ServicesScreen visible />)
    expect(screen.getByRole('row', { name: /web/ })).toBeTruthy()
    const progress = screen.getByRole('progressbar')
    expect(progress.getAttribute('aria-valuenow')).toBe('29')
    expect(progress.getAttribute('aria-valuetext')).toBe('3,000 of about 10,200')
  })

  test('a first connection that failed: where, what was said, what to do, and a try at once', () => {
    const retryAt = Date.now() + 6000
    arrive(prod({ ...failing, retryAt }))
    show(<ServicesScreen visible />)
    expect(screen.getByRole('heading', { name: failureKinds['connection-refused'].title })).toBeTruthy()
    expect(screen.getByText(refused.message)).toBeTruthy()
    expect(screen.getByText(/^next try in [56] s$/)).toBeTruthy()
    expect(screen.getByText('Network').textContent).toContain('broke off here')
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(bridge.inputs('cluster.retry')).toEqual([{ cluster: 'prod' }])
  })

  test('while the next try is under way there is nothing to press', () => {
    arrive(prod({ ...failing, retryAt: null }))
    show(<ServicesScreen visible />)
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Try again' }).disabled).toBe(true)
    expect(screen.getByText('Trying again…')).toBeTruthy()
  })

  test('degraded: the list stays under a banner that says why', () => {
    arrive(prod({ phase: 'degraded', since: 0, failure: refused, retryAt: Date.now() + 6000 }), sampleRows)
    show(<ServicesScreen visible />)
    expect(keysOnShow()).toHaveLength(sampleRows.length)
    expect(screen.getByText(`${failureKinds['connection-refused'].title}.`)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(bridge.inputs('cluster.retry')).toEqual([{ cluster: 'prod' }])
  })

  test('the list stays while its cluster waits for somebody to sign in again', async () => {
    const asks = 'Open https://example.com/device\nand enter the code AB12-CD34'
    arrive(sampleApp([sampleCluster('prod', { asks })]), sampleRows)
    show(<ServicesScreen visible />)
    expect(keysOnShow()).toHaveLength(sampleRows.length)
    expect(screen.getByRole('region', { name: /^Sign in again/ }).textContent).toContain(asks)
    expect(screen.getByRole('link').getAttribute('href')).toBe('https://example.com/device')
    fireEvent.click(screen.getByRole('button', { name: 'Copy AB12-CD34' }))
    await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: 'AB12-CD34' }]))
  })

  test('signing in again failed: all that was said, what to do, and a try at once', async () => {
    const expired = failure('credentials-unavailable', 'aws fails with exit code 255 and says: Run aws sso login')
    arrive(prod({ phase: 'degraded', since: 0, failure: expired, retryAt: Date.now() + 6000 }), sampleRows)
    show(<ServicesScreen visible />)
    expect(keysOnShow()).toHaveLength(sampleRows.length)
    const said = screen.getByRole('region', { name: /^The credentials could not be obtained/ })
    expect(said.textContent).toContain(expired.message)
    expect(said.textContent).toContain(expired.hint)
    fireEvent.click(screen.getByRole('button', { name: 'Copy' }))
    await waitFor(() => expect(bridge.inputs('clipboard.write')).toEqual([{ text: expired.message }]))
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(bridge.inputs('cluster.retry')).toEqual([{ cluster: 'prod' }])
  })

  test.each<[string, ClusterState]>([
    ['idle', { phase: 'idle' }],
    ['disconnected', { phase: 'disconnected', since: 0, failure: null }],
  ])('%s: can be connected', (_, state) => {
    arrive(prod(state))
    show(<ServicesScreen visible />)
    fireEvent.click(screen.getByRole('button', { name: 'Connect' }))
    expect(bridge.inputs('cluster.show')).toEqual([{ cluster: 'prod' }])
  })

  test('stopped for a reason: says it', () => {
    arrive(prod({ phase: 'disconnected', since: 0, failure: failure('context-incomplete', 'no user "ada"') }))
    show(<ServicesScreen visible />)
    expect(screen.getByText('no user "ada"')).toBeTruthy()
  })

  test('a cluster without Services', () => {
    arrive(connected, [])
    show(<ServicesScreen visible />)
    expect(screen.getByText('This cluster has no Services')).toBeTruthy()
  })

  test('a list that could not be had', () => {
    let again = 0
    arrive(connected)
    useServices.setState({ phase: 'failed', failure: refused, again: () => (again += 1) })
    show(<ServicesScreen visible />)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(again).toBe(1)
  })
})

describe('the kubeconfig', () => {
  const files = ['/home/ada/.kube/config', '/etc/kube']
  const broken = failure('kubeconfig-invalid', 'config:14:3: bad indentation')

  test('none, while the demo runs: a quiet line with the places', () => {
    arrive(
      sampleApp([sampleCluster('demo', { source: 'demo' })], { kubeconfig: { files, found: 0, failure: null } }),
      sampleRows,
    )
    show(<ServicesScreen visible />)
    expect(screen.getByText('No kubeconfig found — showing the demo cluster.')).toBeTruthy()
    expect(screen.getByText(files.join(', '))).toBeTruthy()
  })

  test('broken beside a cluster: a banner with the message, and the list stays', () => {
    arrive(sampleApp([sampleCluster('prod')], { kubeconfig: { files, found: 1, failure: broken } }), sampleRows)
    show(<ServicesScreen visible />)
    expect(screen.getByText(broken.message)).toBeTruthy()
    expect(keysOnShow()).toHaveLength(sampleRows.length)
    fireEvent.click(screen.getByRole('button', { name: 'Reload' }))
    expect(bridge.inputs('kubeconfig.reload')).toHaveLength(1)
  })

  test('broken and no cluster at all: the whole screen, with both ways out', () => {
    arrive(sampleApp([], { kubeconfig: { files, found: 1, failure: broken } }))
    show(<ServicesScreen visible />)
    expect(screen.getByRole('heading', { level: 1, name: failureKinds['kubeconfig-invalid'].title })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Reload kubeconfig' }))
    fireEvent.click(screen.getByRole('button', { name: 'Open demo cluster' }))
    expect(bridge.inputs('kubeconfig.reload')).toHaveLength(1)
    expect(bridge.inputs('demo.open')).toHaveLength(1)
  })

  test('none and no demo: the places, and the demo', () => {
    arrive(sampleApp([], { kubeconfig: { files, found: 0, failure: null } }))
    show(<ServicesScreen visible />)
    expect(screen.getByText(/\.kube\/config/).textContent).toBe(files.join('\n'))
  })

  test('fine: nothing to say', () => {
    arrive(connected, sampleRows)
    show(<ServicesScreen visible />)
    expect(useApp.getState().state?.kubeconfig.failure).toBeNull()
    expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull()
  })
})
