import type { Preferences } from '../../../shared/preferences.ts'
import { Switch } from '../../ui/switch.tsx'
import { prefer } from './settings-actions.ts'
import { SettingRow } from './setting-row.tsx'

type SwitchName = { [Name in keyof Preferences]: Preferences[Name] extends boolean ? Name : never }[keyof Preferences]

interface SwitchRowProps {
  preferences: Preferences
  name: SwitchName
  title: string
  hint: string
  problem?: string
}

/** A preference that is on or off. */
export function SwitchRow({ preferences, name, ...words }: SwitchRowProps) {
  return (
    <SettingRow {...words}>
      {({ control, hint }) => (
        <Switch
          id={control}
          aria-describedby={hint}
          checked={preferences[name]}
          onChange={(checked) => void prefer({ [name]: checked })}
        />
      )}
    </SettingRow>
  )
}
