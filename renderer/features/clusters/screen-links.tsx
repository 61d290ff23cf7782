import { usePlace } from '../../app/place.ts'
import { screens } from '../../app/screens.tsx'
import { SideLine } from '../../ui/side-line.tsx'
import { showScreen } from '../tabs/tab-actions.ts'

/** The screens, quietly at the foot of the sidebar. */
export function ScreenLinks() {
  const place = usePlace()
  return (
    <>
      {screens.map(({ id, title, icon: Icon }) => (
        <SideLine
          key={id}
          icon={<Icon size={15} strokeWidth={1.75} aria-hidden />}
          name={title}
          active={place === id}
          aria-current={place === id ? 'page' : undefined}
          title={title}
          onClick={() => void showScreen(id)}
        />
      ))}
    </>
  )
}
