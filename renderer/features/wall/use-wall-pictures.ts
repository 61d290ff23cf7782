import { type RefCallback, useCallback, useEffect, useRef } from 'react'
import { type Dashboard, dashboardKey } from '../../../shared/desk.ts'
import { keepPictures } from './wall-store.ts'

/** Keeps the pictures of the cards in sight fresh while the wall is on show; returns what each card is watched with. */
export function useWallPictures(dashboards: readonly Dashboard[]): RefCallback<HTMLElement> {
  const inSight = useRef(new Set<string>())
  const observer = useRef<IntersectionObserver | null>(null)
  const wanted = dashboards.map(dashboardKey).join(' ')
  const latest = useRef(dashboards)
  useEffect(() => {
    latest.current = dashboards
  })
  useEffect(() => keepPictures(latest.current, (key) => inSight.current.has(key)), [wanted])
  return useCallback((element: HTMLElement | null) => {
    if (!element) return
    observer.current ??= new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const key = target instanceof HTMLElement ? target.dataset['dashboard'] : undefined
        if (key === undefined) continue
        if (isIntersecting) inSight.current.add(key)
        else inSight.current.delete(key)
      }
    })
    const watcher = observer.current
    watcher.observe(element)
    return () => {
      watcher.unobserve(element)
      const key = element.dataset['dashboard']
      if (key !== undefined) inSight.current.delete(key)
    }
  }, [])
}
