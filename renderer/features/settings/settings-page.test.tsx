import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { failure } from '../../../shared/failure.ts'
import { defaultPreferences } from '../../../shared/preferences.ts'
import type { ImportPreview, SettingsState } from '../../../shared/settings-state.ts'
import { useApp } from '../../app/app-store.ts'
import { type FakeBridge, installBridge, ok } from '../../test/fake-bridge.ts'
import { sampleApp, sampleCluster } from '../../test/samples.ts'
import { arrive, resetScreen, show } from '../../test/screen.tsx'
import { useUpdate } from '../update/update-store.ts'
import { SettingsPage } from './settings-page.tsx'

const file = '/home/ada/.config/porthole/settings.json'
const state = (more: Partial<SettingsState> = {}): SettingsState => ({
  preferences: defaultPreferences,
  file,
  problem: null,
  loginProblem: null,
  told: [],
  remembered: {},
  ...more,
})
let bridge: FakeBridge

beforeEach(() => {
  resetScreen()
  bridge = installBridge()
  useUpdate.setState({ state: { phase: 'idle' } })
  bridge.answers['settings.state'] = () => ok(state())
})

/** The page, with what main says of the settings. */
async function opened(more: Partial<SettingsState> = {}): Promise<void> {
  bridge.answers['settings.state'] = () => ok(state(more))
  show(<SettingsPage />)
  await screen.findByRole('heading', { name: 'Serving' })
}

describe('the settings page', () => {
  it.each([
    ['Read-only for all clusters', { readOnly: true }],
    ['Start at login', { startAtLogin: true }],
    ['Tray icon', { tray: true }],
    ['Notifications', { notifications: true }],
  ])('switches %s', async (name, change) => {
    await opened()
    fireEvent.click(screen.getByRole('switch', { name }))
    expect(bridge.inputs('settings.set')).toEqual([change])
  })

  it('offers no updates where the build has no feed', async () => {
    useUpdate.setState({ state: { phase: 'no-feed' } })
    await opened()
    screen.getByText('This build has no release feed')
    expect(screen.queryByRole('button', { name: 'Check for updates…' })).toBeNull()
    expect(screen.queryByRole('radio', { name: 'Betas too' })).toBeNull()
  })

  it('chooses the theme, and shows what the file says when somebody edits it', async () => {
    await opened()
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }))
    expect(bridge.inputs('settings.set')).toEqual([{ theme: 'dark' }])
    act(() =>
      bridge.emit(
        'settings.changed',
        state({ preferences: { ...defaultPreferences, theme: 'light', port: 9000, tray: true } }),
      ),
    )
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Light' }).checked).toBe(true)
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Port' }).value).toBe('9000')
    expect(screen.getByRole('switch', { name: 'Tray icon' }).getAttribute('aria-checked')).toBe('true')
  })

  it.each([
    ['0', 'Port'],
    ['65536', 'Port'],
    ['80a', 'Port'],
    ['', 'Port'],
    ['1e3', 'Port'],
    ['2001', 'Requests kept'],
    ['-1', 'Requests kept'],
  ])('does not take “%s” for %s, and says what it takes', async (text, name) => {
    await opened()
    const field = screen.getByRole('textbox', { name })
    fireEvent.change(field, { target: { value: text } })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(screen.getByRole('alert').textContent).toContain('A whole number')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(bridge.inputs('settings.set')).toEqual([])
    fireEvent.keyDown(field, { key: 'Escape' })
    expect(screen.queryByRole('alert')).toBeNull()
    expect((field as HTMLInputElement).value).toBe(name === 'Port' ? '8001' : '200')
  })

  it('keeps a number when the field is left, and says which port is in use meanwhile', async () => {
    arrive(sampleApp([sampleCluster('prod')]))
    useApp.setState(({ state: app }) => ({ state: app && { ...app, address: '127.0.0.1:8001' } }))
    await opened()
    expect(screen.queryByText('8001 is in use now')).toBeNull()
    const field = screen.getByRole('textbox', { name: 'Port' })
    fireEvent.change(field, { target: { value: ' 9000 ' } })
    fireEvent.blur(field)
    expect(bridge.inputs('settings.set')).toEqual([{ port: 9000 }])
    act(() => bridge.emit('settings.changed', state({ preferences: { ...defaultPreferences, port: 9000 } })))
    expect(screen.getByText('8001 is in use now')).toBeTruthy()
  })

  it('adds and removes usual namespaces', async () => {
    await opened({ preferences: { ...defaultPreferences, defaultNamespaces: ['shop'] } })
    const field = screen.getByRole('textbox', { name: 'Namespace to add' })
    const add = (name: string) => {
      fireEvent.change(field, { target: { value: name } })
      fireEvent.click(screen.getByRole('button', { name: 'Add' }))
    }
    add('Shop')
    expect(screen.getByRole('alert').textContent).toContain('is no namespace')
    add('web')
    fireEvent.click(screen.getByRole('button', { name: 'Remove shop' }))
    expect(document.activeElement).toBe(field)
    await waitFor(() =>
      expect(bridge.inputs('settings.set')).toEqual([
        { defaultNamespaces: ['shop', 'web'] },
        { defaultNamespaces: [] },
      ]),
    )
  })

  it('says what is wrong with the file, and where it is only once', async () => {
    const problem = failure('settings-invalid', `${file}: line 5, column 5: a comma or } is missing.`, 'Mend the file.')
    await opened({ problem, loginProblem: '/x cannot be written (EROFS).' })
    const [alert, login] = screen.getAllByRole('alert')
    expect(alert?.textContent).toContain('line 5, column 5')
    expect(alert?.textContent).not.toContain(file)
    expect(login?.textContent).toContain('EROFS')
  })

  it('shows the clusters that have something of their own, and forgets what is remembered', async () => {
    const off = { state: { phase: 'idle' } } as const
    arrive(
      sampleApp([
        sampleCluster('prod', { ...off, mode: { readOnly: true, wholeApi: false } }),
        sampleCluster('dev', off),
        sampleCluster('eu', { ...off, name: 'Europe' }),
        sampleCluster('us', off),
      ]),
    )
    await opened({ remembered: { us: 3 } })
    const clusters = within(screen.getByRole('region', { name: 'Clusters' }))
    expect(clusters.getAllByRole('switch').map((one) => one.getAttribute('aria-label'))).toEqual(
      ['prod', 'Europe', 'us'].flatMap((name) => [`Read-only for ${name}`, `Serve the whole API of ${name}`]),
    )
    fireEvent.click(clusters.getByRole('switch', { name: 'Read-only for prod' }))
    fireEvent.click(clusters.getByRole('button', { name: /Forget/ }))
    expect(bridge.inputs('cluster.setMode')).toEqual([{ cluster: 'prod', mode: { readOnly: false, wholeApi: false } }])
    expect(bridge.inputs('settings.forgetPorts')).toEqual([{ cluster: 'us' }])
  })
})

describe('an import', () => {
  const preview: ImportPreview = {
    id: 7,
    file: '/home/ada/other.json',
    changes: [
      { entry: 'clusters › prod › readOnly', before: 'true', after: 'false', loosens: true },
      { entry: 'preferences › port', before: null, after: '9000', loosens: false },
    ],
    ignored: ['preferences.future'],
  }
  const asked = async (shown: ImportPreview) => {
    bridge.answers['settings.chooseImport'] = () => ok(shown)
    await opened()
    fireEvent.click(screen.getByRole('button', { name: 'Import…' }))
    return within(await screen.findByRole('dialog'))
  }

  it('shows each change, what lets more through, and what is left out, before it is done; then where the backup is', async () => {
    bridge.answers['settings.import'] = () => ok(`${file}.before-import`)
    const dialog = await asked(preview)
    expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'clusters › prod › readOnlyLets more throughbeforetrueafterfalse',
      'preferences › portnewafter9000',
    ])
    expect(dialog.getByText(/lets more through than before/)).toBeTruthy()
    expect(dialog.getByText('preferences.future')).toBeTruthy()
    expect(bridge.inputs('settings.import')).toEqual([])
    fireEvent.click(dialog.getByRole('button', { name: 'Import 2 changes' }))
    expect(await screen.findByText(`${file}.before-import`)).toBeTruthy()
    expect(bridge.inputs('settings.import')).toEqual([{ id: 7 }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('has nothing to confirm where nothing would change, and does nothing when it is cancelled', async () => {
    const dialog = await asked({ ...preview, changes: [] })
    expect(dialog.queryByRole('button', { name: /Import/ })).toBeNull()
    const [, close] = dialog.getAllByRole('button', { name: 'Close' })
    if (close) fireEvent.click(close)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(bridge.inputs('settings.import')).toEqual([])
  })
})
