import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { status, type Suite } from './suite.ts'

interface List {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: {
    readonly resourceVersion: string
    readonly continue?: string
    readonly remainingItemCount?: number
  }
  readonly items: readonly { readonly kind?: string; readonly metadata: { readonly name: string } }[]
}

const token = (fields: object): string => Buffer.from(JSON.stringify(fields)).toString('base64url')

/** Version, discovery, single objects, lists, reviews and refusals. */
export function describeApi({ client, cluster, services }: Suite): void {
  const names = ['api-a', 'api-b', 'api-c', 'api-d', 'api-e']
  const list = async (query: string, path = services()): Promise<List> => {
    const answer = await client().ask(`${path}?${query}`)
    expect(answer.status, answer.text).toBe(200)
    return answer.json() as List
  }
  const namesOf = ({ items }: List): string => items.map(({ metadata }) => metadata.name).join(' ')

  beforeAll(async () => {
    for (const [index, name] of names.entries()) {
      await cluster().createService({
        name,
        labels: { suite: 'api', parity: index % 2 === 0 ? 'even' : 'odd', [`only-${name}`]: 'x' },
        ports: [{ port: 80, containerPort: 8080 }],
        listening: false,
      })
    }
  })

  describe('discovery', () => {
    it('says its version', async () => {
      const version = (await client().ask('/version')).json()
      expect(version).toMatchObject({ major: '1', minor: expect.stringMatching(/^\d+/) as string })
      expect(version).toMatchObject({ gitVersion: expect.stringMatching(/^v1\.37\./) as string })
    })

    it('lists groups and resources', async () => {
      const ask = async (path: string): Promise<unknown> => (await client().ask(path)).json()
      expect(await ask('/api')).toMatchObject({ kind: 'APIVersions', versions: ['v1'] })
      const groups = (await ask('/apis')) as { kind: string; groups: { name: string }[] }
      expect(groups.kind).toBe('APIGroupList')
      expect(groups.groups.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['authorization.k8s.io', 'discovery.k8s.io']),
      )
      const core = (await ask('/api/v1')) as { kind: string; resources: { name: string; kind: string }[] }
      expect(core.kind).toBe('APIResourceList')
      expect(core.resources.map(({ name, kind }) => `${name} ${kind}`)).toEqual(
        expect.arrayContaining([
          'namespaces Namespace',
          'pods Pod',
          'pods/portforward PodPortForwardOptions',
          'services Service',
          'services/proxy ServiceProxyOptions',
        ]),
      )
    })

    it.each(['/healthz', '/livez', '/readyz'])('is well at %s', async (path) => {
      expect(await client().ask(path)).toMatchObject({ status: 200, text: 'ok' })
    })
  })

  describe('refusals', () => {
    it('answers a wrong token with 401', async () => {
      const answer = await client().ask('/api/v1/services', { token: 'wrong' })
      expect(answer.status).toBe(401)
      expect(answer.headers['content-type']).toBe('application/json')
      expect(answer.json()).toEqual(status(401, 'Unauthorized', 'Unauthorized'))
    })

    it('answers an unknown Service with 404', async () => {
      const answer = await client().ask(`${services()}/nothing`)
      expect(answer.json()).toEqual(
        status(404, 'NotFound', 'services "nothing" not found', { name: 'nothing', kind: 'services' }),
      )
    })

    it('names the group of what is not found', async () => {
      const path = `/apis/discovery.k8s.io/v1/namespaces/${cluster().namespace}/endpointslices/nothing`
      expect((await client().ask(path)).json()).toEqual(
        status(404, 'NotFound', 'endpointslices.discovery.k8s.io "nothing" not found', {
          name: 'nothing',
          group: 'discovery.k8s.io',
          kind: 'endpointslices',
        }),
      )
    })

    it.each(['/nothing', '/api/v1/nothings', '/apis/nothing.example.com/v1/things'])(
      'answers %s with 404',
      async (path) => {
        expect((await client().ask(path)).status).toBe(404)
      },
    )

    it('answers a method that an object does not have with 405', async () => {
      const answer = await client().ask(`${services()}/api-a`, { method: 'POST', body: '{}' })
      expect(answer.json()).toMatchObject({ code: 405, reason: 'MethodNotAllowed' })
    })
  })

  describe('objects', () => {
    it('gives a Service with its kind', async () => {
      const service = (await client().ask(`${services()}/api-a`)).json()
      expect(service).toMatchObject({
        kind: 'Service',
        apiVersion: 'v1',
        metadata: {
          name: 'api-a',
          namespace: cluster().namespace,
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
          resourceVersion: expect.stringMatching(/^\d+$/) as string,
          creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
        },
        spec: { type: 'ClusterIP', ports: [{ protocol: 'TCP', port: 80, targetPort: 8080 }], sessionAffinity: 'None' },
        status: { loadBalancer: {} },
      })
    })

    it('has default/kubernetes, whose EndpointSlice leads to no pods', async () => {
      const service = await client().ask('/api/v1/namespaces/default/services/kubernetes')
      expect(service.json()).toMatchObject({
        metadata: { labels: { component: 'apiserver', provider: 'kubernetes' } },
        spec: { ports: [{ name: 'https', port: 443 }] },
      })
      const path = '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes'
      const slice = (await client().ask(path)).json() as { endpoints: object[] }
      expect(slice).toMatchObject({
        addressType: 'IPv4',
        metadata: { labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      })
      expect(slice.endpoints[0]).toEqual({ addresses: [expect.any(String) as string], conditions: { ready: true } })
    })

    it('reviews access', async () => {
      const resourceAttributes = { namespace: 'default', verb: 'get', resource: 'services', subresource: 'proxy' }
      const answer = await client().ask('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes },
        }),
      })
      expect(answer.status).toBe(201)
      expect(answer.json()).toMatchObject({
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
        status: { allowed: true },
      })
    })
  })

  describe('lists', () => {
    it('is a list of items without kinds', async () => {
      const all = await list('labelSelector=suite%3Dapi')
      expect(all).toMatchObject({ kind: 'ServiceList', apiVersion: 'v1' })
      expect(all.metadata.resourceVersion).toMatch(/^\d+$/)
      expect(all.items.some((item) => 'kind' in item || 'apiVersion' in item)).toBe(false)
      expect(namesOf(all)).toBe(names.join(' '))
    })

    it.each([
      ['suite=api,parity=even', 'api-a api-c api-e'],
      ['suite==api,parity!=even', 'api-b api-d'],
      ['parity in (odd,none)', 'api-b api-d'],
      ['suite in (api),parity notin (odd)', 'api-a api-c api-e'],
      ['only-api-c', 'api-c'],
      ['suite=api,!only-api-c', 'api-a api-b api-d api-e'],
      ['suite=none', ''],
    ])('selects by labels: %s', async (selector, expected) => {
      expect(namesOf(await list(`labelSelector=${encodeURIComponent(selector)}`))).toBe(expected)
    })

    it.each([
      ['metadata.name=api-b', 'api-b'],
      ['metadata.name=nothing', ''],
    ])('selects by fields: %s', async (selector, expected) => {
      const query = `labelSelector=suite%3Dapi&fieldSelector=${encodeURIComponent(selector)}`
      expect(namesOf(await list(query))).toBe(expected)
    })

    it('pages, in one state of the list', async () => {
      const pages: List[] = []
      for (let next: string | undefined = ''; next !== undefined; next = pages.at(-1)?.metadata.continue) {
        pages.push(await list(`limit=2&continue=${next}`))
        if (pages.length === 1)
          await cluster().createService({
            name: 'api-bb',
            ports: [{ port: 80, containerPort: 8080 }],
            listening: false,
          })
      }
      await cluster().deleteService('api-bb')
      const all = pages.map(namesOf).join(' ').split(' ')
      expect(all.filter((name) => name.startsWith('api-'))).toEqual(names)
      expect(pages[0]?.metadata.remainingItemCount).toBe(all.length - 2)
      expect(pages.at(-1)?.metadata.remainingItemCount).toBeUndefined()
      expect(new Set(pages.map(({ metadata }) => metadata.resourceVersion)).size).toBe(1)
    })

    it('counts no remainder under a selector', async () => {
      const { metadata } = await list('limit=2&labelSelector=suite%3Dapi')
      expect(metadata.continue).toMatch(/^[\w-]+$/)
      expect(metadata.remainingItemCount).toBeUndefined()
    })

    it.each([
      ['continue=$$$&limit=1', 400, 'BadRequest', /^invalid continue token: continue key is not valid/],
      [
        `continue=${token({ v: 'x', rv: 1, start: 'a' })}&limit=1`,
        400,
        'BadRequest',
        /does not recognize this encoded version/,
      ],
      [
        `continue=${token({ v: 'meta.k8s.io/v1', rv: 0, start: 'a' })}&limit=1`,
        400,
        'BadRequest',
        /incorrect encoded start resourceVersion/,
      ],
      [
        `continue=${token({ v: 'meta.k8s.io/v1', rv: 7, start: '' })}&limit=1`,
        400,
        'BadRequest',
        /encoded start key empty/,
      ],
      [
        `continue=${token({ v: 'meta.k8s.io/v1', rv: 7, start: 'a' })}&resourceVersion=7`,
        400,
        'BadRequest',
        /^specifying resource version is not allowed when using continue$/,
      ],
      ['resourceVersion=x', 400, 'BadRequest', /resource ?version/i],
      ['limit=x', 400, 'BadRequest', /invalid syntax/],
      ['labelSelector=a%3Db%3Dc', 400, 'BadRequest', /./],
      ['fieldSelector=spec.colour%3Dred', 400, 'BadRequest', /field label not supported/],
      ['resourceVersion=99999999', 504, 'Timeout', /^Timeout: Too large resource version: 99999999, current: \d+$/],
    ])('answers %s with %d', async (query, code, reason, message) => {
      const answer = await client().ask(`${services()}?${query}`)
      expect(answer.json()).toMatchObject({
        kind: 'Status',
        code,
        reason,
        message: expect.stringMatching(message) as string,
      })
      expect(answer.status).toBe(code)
    })

    it('compresses a long list for whom takes it', async () => {
      for (const name of ['long-a', 'long-b', 'long-c']) {
        const annotations = { text: name.repeat(10_000) }
        await cluster().createService({
          name,
          annotations,
          ports: [{ port: 80, containerPort: 8080 }],
          listening: false,
        })
      }
      const headers = { 'accept-encoding': 'gzip' }
      const long = await client().ask(services(), { headers })
      const short = await client().ask(`${services()}?labelSelector=suite%3Dapi`, { headers })
      const plain = await client().ask(services())
      expect(long.headers['content-encoding']).toBe('gzip')
      expect((JSON.parse(gunzipSync(long.bytes).toString()) as List).kind).toBe('ServiceList')
      expect(short.headers['content-encoding']).toBeUndefined()
      expect(plain.headers['content-encoding']).toBeUndefined()
      for (const name of ['long-a', 'long-b', 'long-c']) await cluster().deleteService(name)
    })
  })
}
