import { X } from 'lucide-react'
import { useRef } from 'react'
import { strings } from '../../app/strings.ts'
import { NamespaceField } from '../clusters/namespace-field.tsx'
import chips from '../clusters/namespaces-bar.module.css'
import { SettingGroup, SettingRow } from './setting-row.tsx'
import { prefer } from './settings-actions.ts'
import styles from './usual-namespaces.module.css'

const words = strings.settings.namespaces

/** The namespaces that are listed where a user may not list all of them. */
export function UsualNamespaces({ names }: { names: readonly string[] }) {
  const field = useRef<HTMLInputElement>(null)
  const remove = (name: string) => {
    // The button goes, and the focus must not go with it.
    field.current?.focus()
    void prefer({ defaultNamespaces: names.filter((one) => one !== name) })
  }
  return (
    <SettingGroup heading={words.heading}>
      <SettingRow wide group title={words.label} hint={words.hint}>
        {(ids) => (
          <>
            <ul className={styles['list']} aria-labelledby={ids.title}>
              {names.map((name) => (
                <li key={name} className={chips['namespace']}>
                  {name}
                  <button
                    type="button"
                    className={chips['remove']}
                    aria-label={words.remove(name)}
                    onClick={() => remove(name)}
                  >
                    <X size={12} strokeWidth={2} aria-hidden />
                  </button>
                </li>
              ))}
              {names.length === 0 ? <li className={styles['none']}>{words.none}</li> : null}
            </ul>
            <NamespaceField
              names={names}
              add={(name) => prefer({ defaultNamespaces: [...names, name] })}
              label={words.field}
              field={field}
              describedBy={ids.hint}
            />
          </>
        )}
      </SettingRow>
    </SettingGroup>
  )
}
