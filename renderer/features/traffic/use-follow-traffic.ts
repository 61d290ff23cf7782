import { useEffect } from 'react'
import { type TrafficChange, trafficServiceOf, type TrafficSnapshot } from '../../../shared/traffic.ts'
import { ask } from '../../app/bridge.ts'
import { mergeTraffic } from './merge-traffic.ts'
import { useTraffic } from './traffic-store.ts'

/** Mirrors the requests to a Service, or to all, while the screen is there. */
export function useFollowTraffic(service: string | null): void {
  useEffect(() => {
    let follow: number | undefined
    let ended = false
    const stop = window.porthole.on('traffic.changed', (json) => {
      const change = JSON.parse(json) as TrafficChange
      if (change.follow !== follow) return
      useTraffic.setState(({ rows, sources }) => ({
        rows: mergeTraffic(rows ?? [], change),
        sources: change.sources ?? sources,
      }))
    })
    void ask('traffic.follow', { service: service === null ? null : trafficServiceOf(service) }).then((answer) => {
      if (ended || !answer.ok) return
      const snapshot = JSON.parse(answer.value) as TrafficSnapshot
      follow = snapshot.follow
      useTraffic.setState({ rows: snapshot.rows, sources: snapshot.sources })
    })
    return () => {
      ended = true
      stop()
      void ask('traffic.unfollow', undefined)
    }
  }, [service])
}
