import { describe, expect, it } from 'vitest'
import { classicWeb, servedCluster } from './testing/served-cluster.ts'

const wholeApi = { engine: { mode: () => ({ readOnly: false, wholeApi: true }) } }

/** All that a port serves is one origin: a page with a script of its own could read every Secret. */
describe('a page where the whole API is served', () => {
  it.each([
    ['a Service', `${classicWeb}/`],
    ['a pod', '/api/v1/namespaces/apps/pods/evil/proxy/'],
    ['a node', '/api/v1/nodes/evil/proxy/'],
  ])('of %s runs no script, in a browser that does not say what it asks for either', async (_whose, path) => {
    const { ask } = await servedCluster({
      ...wholeApi,
      app: (_request, response) => response.setHeader('content-type', 'text/html').end('<script>steal()</script>'),
    })
    const navigates = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    for (const headers of [{}, { ...navigates, 'sec-fetch-dest': 'iframe' }]) {
      expect((await ask(path, { headers })).headers['content-security-policy']).toBe('sandbox')
    }
  })
})
