import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect } from 'playwright/test'
import { openWeb } from '../support/open-web.ts'
import { startSiteCluster, type SiteCluster } from '../support/site-cluster.ts'
import { test } from '../support/test.ts'

let cluster: SiteCluster
let port: number

test.beforeAll(async () => {
  port = await unusedPort()
  cluster = await startSiteCluster({ web: undefined }, port)
})
test.afterAll(() => cluster.close())

test('a page that looks for itself at its own port of this computer is offered it there, and finds it', async ({
  launch,
}) => {
  const { page, web } = await openWeb(launch, cluster)
  const bar = page.getByRole('status').filter({ hasText: `port ${port}` })
  const asks = (url: string) => web.evaluate((to) => void fetch(to).catch(() => undefined), url)
  // What is no port of the Service's is not spoken of.
  await asks(`http://localhost:${await unusedPort()}/`)
  await asks(`http://localhost:${port}/api`)
  await expect(bar).toContainText('does not find itself')
  await web.reload()
  await expect(bar).toBeHidden()
  await web.evaluate((own) => new WebSocket(`ws://${location.hostname}:${own}/live`), port)
  await expect(bar).toContainText('does not find itself')
  await page.getByRole('button', { name: `Forward ${port} to this computer` }).click()
  await expect(
    page.getByRole('status').filter({ hasText: `Port ${port} of this computer leads there now` }),
  ).toBeVisible()
  const found = (own: number) => fetch(`http://localhost:${own}/`, { mode: 'no-cors' }).then(() => true)
  expect(await web.evaluate(found, port)).toBe(true)
  await page.getByRole('button', { name: 'Reload', exact: true }).last().click()
  await expect(page.getByText(`Port ${port} of this computer`)).toBeHidden()
})

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address() as AddressInfo
  server.close()
  return free
}
