// A process that loads a URL or downloads it, for the benchmark; prints one line of JSON.
//   requests URL HEADERS SECONDS CONNECTIONS → Load
//   download URL HEADERS → { bytes, seconds }
import http from 'node:http'
import https from 'node:https'

const [mode = '', address = '', headersJson = '{}', seconds = '3', connections = '16'] = process.argv.slice(2)
const url = new URL(address)
const headers = JSON.parse(headersJson) as Record<string, string>
const secure = url.protocol === 'https:'
// Both ends are this benchmark's own.
const settings = { keepAlive: true, maxSockets: Number(connections), rejectUnauthorized: false }
const agent = secure ? new https.Agent(settings) : new http.Agent(settings)

/** The bytes of one answer, which must be a success. */
function get(): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (secure ? https : http).get(url, { agent, headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.once('error', reject)
      response.once('end', () => {
        if (response.statusCode === 200) resolve(bytes)
        else reject(new Error(`${address} answers ${response.statusCode ?? 0}`))
      })
    })
    request.once('error', reject)
  })
}

async function requests(): Promise<object> {
  const latencies: number[] = []
  const started = performance.now()
  const end = started + Number(seconds) * 1000
  const work = async (): Promise<void> => {
    for (let before = performance.now(); before < end; before = performance.now()) {
      await get()
      latencies.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: Number(connections) }, work))
  const took = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number): number | undefined => latencies[Math.floor(share * (latencies.length - 1))]
  return { requests: latencies.length, requestsPerSecond: latencies.length / took, p50: at(0.5), p99: at(0.99) }
}

async function download(): Promise<object> {
  const started = performance.now()
  const bytes = await get()
  return { bytes, seconds: (performance.now() - started) / 1000 }
}

const result = await (mode === 'download' ? download() : requests())
process.stdout.write(`${JSON.stringify(result)}\n`)
agent.destroy()
