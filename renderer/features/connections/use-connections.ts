import { useEffect, useState } from 'react'
import type { Connections } from '../../../shared/connections.ts'
import { useApp } from '../../app/app-store.ts'
import { ask } from '../../app/bridge.ts'
import { type ForwardSample, sampleOf, withSample } from './forward-rates.ts'

/** How often is looked, in ms. */
const every = 1000

const nothing: Connections = { listeners: [], clusters: [] }

/** What is open now, and samples of the forwarded ports, renewed while the screen is there. */
export function useConnections(): { connections: Connections; samples: readonly ForwardSample[] } {
  const [connections, setConnections] = useState(nothing)
  const [samples, setSamples] = useState<readonly ForwardSample[]>([])
  useEffect(() => {
    const look = async (): Promise<void> => {
      const answer = await ask('connections.state', undefined)
      if (answer.ok) setConnections(answer.value)
      const { forwards = [] } = useApp.getState().state ?? {}
      setSamples((before) => withSample(before, sampleOf(forwards, performance.now())))
    }
    void look()
    const timer = setInterval(() => void look(), every)
    return () => clearInterval(timer)
  }, [])
  return { connections, samples }
}
