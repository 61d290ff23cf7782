import { useEffect } from 'react'
import { useApp } from '../../app/app-store.ts'
import { strings } from '../../app/strings.ts'
import { useScreens } from '../../app/screen-store.ts'
import { activeTab, useTabs } from '../../app/tabs-store.ts'
import { announce, tell } from '../notices/notice-store.ts'
import { showCluster } from './cluster-actions.ts'

/** Says that a cluster waits for somebody to sign in: with a way there, where its own place is not on the screen. */
export function useSignInNotice(): void {
  const asking = useApp(({ state }) => state?.clusters.find(({ asks }) => asks !== ''))
  const id = asking?.id
  const name = asking?.name ?? ''
  useEffect(() => {
    if (id === undefined) return
    const { notice, show } = strings.signIn
    const services = activeTab(useTabs.getState()) === undefined && useScreens.getState().shown === null
    const shown = services && useApp.getState().state?.active === id
    if (shown) announce(notice(name))
    else tell(notice(name), '', { label: show, run: () => void showCluster(id) })
  }, [id, name])
}
