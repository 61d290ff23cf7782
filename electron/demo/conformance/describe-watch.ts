import { describe, expect, it, onTestFinished } from 'vitest'
import type { Watch, WatchLine } from './client.ts'
import type { Suite } from './suite.ts'

const ports = [{ port: 80, containerPort: 8080 }] as const

/** Watches: what happens, what happened since, where it ends. */
export function describeWatch({ client, cluster, services }: Suite): void {
  const revision = async (): Promise<string> => {
    const list = (await client().ask(`${services()}?limit=1`)).json() as { metadata: { resourceVersion: string } }
    return list.metadata.resourceVersion
  }
  const watch = async (query: string): Promise<Watch> => {
    const watching = await client().watch(`${services()}?watch=true&${query}`)
    onTestFinished(watching.close)
    return watching
  }
  const label = (event: WatchLine | undefined): string =>
    `${event?.type ?? 'end'} ${event?.object.metadata.name ?? event?.object.kind ?? ''}`

  describe('watches', () => {
    it('tells what is created, changed and deleted', async () => {
      const watching = await watch(`resourceVersion=${await revision()}`)
      expect(watching.status).toBe(200)
      await cluster().createService({ name: 'watched', ports, listening: false })
      await cluster().labelService('watched', 'colour', 'red')
      await cluster().deleteService('watched')
      const events = [await watching.next(), await watching.next(), await watching.next()]
      expect(events.map(label)).toEqual(['ADDED watched', 'MODIFIED watched', 'DELETED watched'])
      expect(events[1]?.object).toMatchObject({
        kind: 'Service',
        apiVersion: 'v1',
        metadata: { labels: { colour: 'red' } },
      })
      const revisions = events.map((event) => Number(event?.object.metadata.resourceVersion))
      expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b))
    })

    it('catches up with what happened since a list', async () => {
      const since = await revision()
      await cluster().createService({ name: 'earlier', ports, listening: false })
      await cluster().deleteService('earlier')
      const watching = await watch(`resourceVersion=${since}`)
      expect(label(await watching.next())).toBe('ADDED earlier')
      expect(label(await watching.next())).toBe('DELETED earlier')
    })

    it.each(['', 'resourceVersion=0&'])('starts with what there is, without a version: %j', async (version) => {
      await cluster().createService({ name: 'present', labels: { watch: 'me' }, ports, listening: false })
      const watching = await watch(`${version}labelSelector=watch%3Dme`)
      expect(label(await watching.next())).toBe('ADDED present')
      await cluster().deleteService('present')
      expect(label(await watching.next())).toBe('DELETED present')
    })

    it('adds and deletes what comes into its selection and leaves it', async () => {
      const watching = await watch(`resourceVersion=${await revision()}&labelSelector=stage%3Don`)
      await cluster().createService({ name: 'moving', ports, listening: false })
      await cluster().labelService('moving', 'stage', 'on')
      await cluster().labelService('moving', 'other', 'label')
      await cluster().labelService('moving', 'stage', 'off')
      const events = [await watching.next(), await watching.next(), await watching.next()]
      expect(events.map(label)).toEqual(['ADDED moving', 'MODIFIED moving', 'DELETED moving'])
      await cluster().deleteService('moving')
    })

    it('sends the initial list as events with a bookmark at its end, when asked', async () => {
      await cluster().createService({ name: 'initial', labels: { initial: 'yes' }, ports, listening: false })
      const watching = await watch(
        'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&labelSelector=initial%3Dyes',
      )
      expect(label(await watching.next())).toBe('ADDED initial')
      const bookmark = await watching.next()
      expect(bookmark).toMatchObject({
        type: 'BOOKMARK',
        object: { kind: 'Service', metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
      })
      await cluster().deleteService('initial')
    })

    it('sends a bookmark before it ends, unless it began with the newest version, and ends in time', async () => {
      const query = 'labelSelector=never%3Dthere&allowWatchBookmarks=true&timeoutSeconds=3'
      const since = await revision()
      const behind = await watch(`resourceVersion=${since}&${query}`)
      await cluster().createService({ name: 'elsewhere', ports, listening: false })
      await cluster().deleteService('elsewhere')
      const current = await watch(`resourceVersion=${await revision()}&${query}`)

      const bookmark = await behind.next()
      expect(bookmark).toMatchObject({ type: 'BOOKMARK', object: { kind: 'Service', apiVersion: 'v1' } })
      expect(Number(bookmark?.object.metadata.resourceVersion)).toBeGreaterThan(Number(since))
      let last = bookmark
      while (last?.type === 'BOOKMARK') last = await behind.next()
      expect(last).toBeUndefined()
      expect(await current.next()).toBeUndefined()
    })

    it('watches EndpointSlices, by the Service that they belong to', async () => {
      const { namespace } = cluster()
      const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`
      const watching = await client().watch(`${path}?watch=1&labelSelector=kubernetes.io/service-name%3Dsliced`)
      onTestFinished(watching.close)
      await cluster().createService({ name: 'sliced', ports, endpoints: [true, false], listening: false })
      const event = await watching.next()
      expect(event).toMatchObject({
        type: 'ADDED',
        object: { kind: 'EndpointSlice', apiVersion: 'discovery.k8s.io/v1', addressType: 'IPv4' },
      })
      expect(event?.object).toMatchObject({
        endpoints: [{ conditions: { ready: true } }, { conditions: { ready: false } }],
        ports: [{ name: '', port: 8080, protocol: 'TCP' }],
      })
      await cluster().deleteService('sliced')
    })

    // The last of all: on a real server this restarts it.
    it('answers a version that is too old with an ERROR event', async () => {
      const since = await revision()
      await cluster().createService({ name: 'forgotten', ports, listening: false })
      await cluster().forget()
      const watching = await watch(`resourceVersion=${since}`)
      expect(watching.status).toBe(200)
      const event = await watching.next()
      expect(event).toMatchObject({
        type: 'ERROR',
        object: { kind: 'Status', apiVersion: 'v1', code: 410, reason: 'Expired' },
      })
      expect(event?.object.message).toMatch(new RegExp(`^too old resource version: ${since} \\(\\d+\\)$`))
      expect(await watching.next()).toBeUndefined()
    })
  })
}
