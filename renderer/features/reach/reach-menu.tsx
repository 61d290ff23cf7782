import { Cable } from 'lucide-react'
import { useState } from 'react'
import type { Tab } from '../../../shared/tabs-state.ts'
import type { ProfileChoice } from '../../../shared/profile.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Menu, MenuChoice, MenuContent, MenuLabel, MenuLine, MenuRadioGroup, MenuTrigger } from '../../ui/menu.tsx'
import { useProfile } from './use-profile.ts'
import styles from './reach-menu.module.css'

const axes = [
  { axis: 'transport', values: ['port-forward', 'service-proxy'] },
  { axis: 'host', values: ['own', 'localhost'] },
  { axis: 'scheme', values: ['http', 'https'] },
] as const

/** How the page is reached and why, and what the user wants of it instead. */
export function ReachMenu({ tab }: { tab: Tab }) {
  const { cluster, namespace, service: name, port, loading } = tab
  const [open, setOpen] = useState(false)
  const [asked, askAgain] = useState(0)
  // A page that has loaded may have shown something of its Service.
  const profile = useProfile(tab, `${loading} ${open} ${asked}`)
  if (!profile) return null

  const change = async (set: ProfileChoice): Promise<void> => {
    await run('service.setProfile', { service: { cluster, namespace, name, port }, set })
    askAgain((count) => count + 1)
    await run('tabs.act', { tab: tab.id, action: 'reload' })
  }
  const words = strings.reach
  return (
    <Menu open={open} onOpenChange={setOpen}>
      <MenuTrigger asChild>
        <button type="button" className={styles['chip']} aria-label={words.label(words[profile.transport])}>
          <Cable size={14} strokeWidth={1.75} aria-hidden />
          {words[profile.transport]}
        </button>
      </MenuTrigger>
      <MenuContent align="end" className={styles['menu']} label={words.label(words[profile.transport])}>
        {/* No list: a menu has none in it. */}
        <div className={styles['reasons']}>
          {profile.reasons.map((reason) => (
            <div key={reason}>{reason}</div>
          ))}
        </div>
        {axes.map(({ axis, values }) => (
          <div key={axis}>
            <MenuLine />
            <MenuLabel>{axis === 'scheme' && profile.scheme === 'https' ? words.unverified : words[axis]}</MenuLabel>
            <MenuRadioGroup
              className={styles['choices']}
              aria-label={words[axis]}
              value={profile.set[axis] ?? 'auto'}
              onValueChange={(value) => void change(changed(profile.set, axis, value))}
            >
              <MenuChoice value="auto">{`${words.auto} (${words[profile[axis]]})`}</MenuChoice>
              {values.map((value) => (
                <MenuChoice key={value} value={value}>
                  {words[value]}
                </MenuChoice>
              ))}
            </MenuRadioGroup>
          </div>
        ))}
      </MenuContent>
    </Menu>
  )
}

function changed(set: ProfileChoice, axis: keyof ProfileChoice, value: string): ProfileChoice {
  const { [axis]: _old, ...rest } = set
  return value === 'auto' ? rest : { ...rest, [axis]: value }
}
