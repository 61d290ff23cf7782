import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect } from 'react'
import { mostRequests, type Preferences, themes, updateChoices } from '../../../shared/preferences.ts'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { checkForUpdates } from '../update/update-actions.ts'
import { useUpdate } from '../update/update-store.ts'
import { ClusterSettings } from './cluster-settings.tsx'
import { NumberRow } from './number-row.tsx'
import { SettingGroup, SettingRow } from './setting-row.tsx'
import { chooseTheme, prefer } from './settings-actions.ts'
import { SettingsFile } from './settings-file.tsx'
import styles from './settings-page.module.css'
import { SettingsProblem } from './settings-problem.tsx'
import { followSettings, useSettings } from './settings-store.ts'
import { SwitchRow } from './switch-row.tsx'
import { UsualNamespaces } from './usual-namespaces.tsx'

const words = strings.settings

/** Every preference with what it does, and the file that they are in. */
export function SettingsPage() {
  useEffect(followSettings, [])
  const state = useSettings((settings) => settings.state)
  return (
    <div className={styles['scroller']}>
      <h1 className={styles['head']}>{strings.screens.settings}</h1>
      {state === null ? null : (
        <div>
          {state.problem ? <SettingsProblem problem={state.problem} file={state.file} /> : null}
          <div className={styles['groups']}>
            <Appearance preferences={state.preferences} />
            <Serving preferences={state.preferences} />
            <UsualNamespaces names={state.preferences.defaultNamespaces} />
            <ThisComputer preferences={state.preferences} loginProblem={state.loginProblem} />
            <Updates preferences={state.preferences} />
            <ClusterSettings readOnlyForAll={state.preferences.readOnly} remembered={state.remembered} />
            <SettingsFile file={state.file} />
          </div>
        </div>
      )}
    </div>
  )
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon }

function Appearance({ preferences: { theme } }: { preferences: Preferences }) {
  const { heading, theme: title, themeHint, themes: names } = words.appearance
  return (
    <SettingGroup heading={heading}>
      <SettingRow group title={title} hint={themeHint}>
        {(ids) => (
          <Segmented
            labelledBy={ids.title}
            value={theme}
            options={themes.map((value) => ({ value, label: names[value], icon: themeIcons[value] }))}
            onChange={(value) => void chooseTheme(value)}
          />
        )}
      </SettingRow>
    </SettingGroup>
  )
}

function Serving({ preferences }: { preferences: Preferences }) {
  const address = useApp(({ state }) => state?.address ?? null)
  const port = address?.split(':').at(-1)
  const { heading, portInUse, ...said } = words.serving
  return (
    <SettingGroup heading={heading}>
      <NumberRow
        preferences={preferences}
        name="port"
        title={said.port}
        hint={said.portHint}
        invalid={said.portInvalid}
        {...(port !== undefined && port !== String(preferences.port) && { note: portInUse(port) })}
      />
      <SwitchRow preferences={preferences} name="readOnly" title={said.readOnly} hint={said.readOnlyHint} />
      <NumberRow
        preferences={preferences}
        name="requestsKept"
        title={said.requests}
        hint={said.requestsHint}
        invalid={said.requestsInvalid(mostRequests)}
      />
    </SettingGroup>
  )
}

function Updates({ preferences: { updates } }: { preferences: Preferences }) {
  const { heading, title, hint, choices } = words.updates
  const { noFeed, noFeedHint } = strings.update
  const fed = useUpdate((update) => update.state.phase !== 'no-feed')
  if (!fed) {
    return (
      <SettingGroup heading={heading}>
        <SettingRow group title={noFeed} hint={noFeedHint} />
      </SettingGroup>
    )
  }
  return (
    <SettingGroup heading={heading}>
      <SettingRow group title={title} hint={hint}>
        {(ids) => (
          <>
            <Segmented
              labelledBy={ids.title}
              value={updates}
              options={updateChoices.map((value) => ({ value, label: choices[value] }))}
              onChange={(value) => void prefer({ updates: value })}
            />
            <Button onClick={() => void checkForUpdates()}>{strings.update.check}</Button>
          </>
        )}
      </SettingRow>
    </SettingGroup>
  )
}

interface ThisComputerProps {
  preferences: Preferences
  loginProblem: string | null
}

function ThisComputer({ preferences, loginProblem }: ThisComputerProps) {
  const said = words.system
  return (
    <SettingGroup heading={said.heading}>
      <SwitchRow
        preferences={preferences}
        name="startAtLogin"
        title={said.startAtLogin}
        hint={said.startAtLoginHint}
        {...(loginProblem !== null && { problem: loginProblem })}
      />
      <SwitchRow preferences={preferences} name="tray" title={said.tray} hint={said.trayHint} />
      <SwitchRow
        preferences={preferences}
        name="notifications"
        title={said.notifications}
        hint={said.notificationsHint}
      />
    </SettingGroup>
  )
}
