import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AppServer, startHttpApp } from '../app-server.ts'
import { assets, sendAsset, sendNotFound, sendPage } from '../page.ts'
import { pulseIcon, pulseMarkup } from './pulse-markup.ts'
import { pulseScript } from './pulse-script.ts'
import { pulseStyle } from './pulse-style.ts'
import { sampleAt, type Measured } from './signals.ts'

const historySeconds = 300

/** A metrics dashboard: live charts over server-sent events at `/events`. Measures nothing; see signals.ts. */
export function startPulse(measured: Measured, now: () => number = Date.now): Promise<AppServer> {
  const files = assets(pulseIcon, pulseStyle, pulseScript)
  return startHttpApp((request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (path === '/') sendPage(response, { title: 'Pulse', body: pulseMarkup, scripts: ['/assets/app.js'] })
    else if (path === '/events') streamSamples(request, response, measured, now)
    else if (!sendAsset(response, path, files)) sendNotFound(response)
  })
}

/** One `history` event with the last minutes, then a `sample` every second until the reader goes. */
function streamSamples(
  request: IncomingMessage,
  response: ServerResponse,
  measured: Measured,
  now: () => number,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  const last = Math.floor(now() / 1000)
  const samples = Array.from({ length: historySeconds + 1 }, (_, index) =>
    sampleAt((last - historySeconds + index) * 1000, measured),
  )
  response.write(`retry: 1000\nevent: history\ndata: ${JSON.stringify({ ...measured, samples })}\n\n`)
  const timer = setInterval(() => {
    const sample = sampleAt(Math.floor(now() / 1000) * 1000, measured)
    response.write(`event: sample\ndata: ${JSON.stringify(sample)}\n\n`)
  }, 1000)
  response.once('close', () => {
    clearInterval(timer)
  })
  request.socket.setNoDelay(true)
}
