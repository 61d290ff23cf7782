import type { TunnelWire } from '../wire.ts'

/** What a wire makes of messages, in order. */
export function heardFrom(wire: TunnelWire, ...messages: Buffer[]): unknown[] {
  const heard: unknown[] = []
  for (const message of messages) {
    wire.receive(message, {
      ready: () => heard.push(['ready']),
      data: (data) => heard.push(['data', data.toString('latin1')]),
      end: () => heard.push(['end']),
      failed: (reason) => heard.push(['failed', reason]),
      ponged: () => heard.push(['ponged']),
      reply: (reply) => heard.push(['reply', [...reply]]),
    })
  }
  return heard
}
