// A page in a process of its own, inside the cluster's namespace; prints a line of JSON for each event. A line on its
// stdin closes the page or opens it again; `closed` says that nothing of it is open any more.
//   PORT HOST BYTES
import { createInterface } from 'node:readline'
import { Page } from '../../e2e/faults/page.ts'

const [port = '', host = '', size = '0'] = process.argv.slice(2)
const tell = (event: object): void => void process.stdout.write(`${JSON.stringify(event)}\n`)
const page = new Page({ port: Number(port), host, size: Number(size), report: tell })
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'open') page.open()
  else {
    await page.close()
    tell({ kind: 'closed' })
  }
}
process.exit(0)
