import { RotateCw } from 'lucide-react'
import { useRef } from 'react'
import type { Tab } from '../../../shared/contract.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import styles from './page.module.css'
import { Toolbar } from './toolbar.tsx'
import { usePageBounds } from './use-page-bounds.ts'

/** An open dashboard: its toolbar, and the place where main draws the page. */
export function Page({ tab }: { tab: Tab }) {
  const place = useRef<HTMLDivElement>(null)
  usePageBounds(place, tab.problem === null)
  return (
    <section id="panel-page" role="tabpanel" aria-labelledby={`tab-${tab.id}`} className={styles['page']}>
      <h1 className={styles['title']}>{tab.title}</h1>
      <Toolbar tab={tab} />
      <div ref={place} className={styles['place']}>
        {tab.problem === null ? null : (
          <Message title={strings.page.problem} detail={<MonoBlock>{tab.problem}</MonoBlock>}>
            <Button look="primary" onClick={() => void run('tabs.act', { tab: tab.id, action: 'reload' })}>
              <RotateCw size={14} strokeWidth={1.75} aria-hidden />
              {strings.reload}
            </Button>
          </Message>
        )}
      </div>
    </section>
  )
}
