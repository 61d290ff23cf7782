import { message, type TunnelWire } from './wire.ts'

/**
 * The kubelet's own WebSocket protocol for port-forward: the first byte of a message is its channel. With one port,
 * channel 0 carries data and channel 1 an error text; the first message of either begins with the port (two bytes,
 * little-endian), which says nothing that we do not know.
 */
export const channelProtocol = 'v4.channel.k8s.io'

const dataChannel = 0
const errorChannel = 1
const portBytes = 2

/** The wire of one tunnel that speaks {@link channelProtocol}. It has no half-close. */
export function channelWire(): TunnelWire {
  const begun = [false, false]
  return {
    opening: undefined,
    ending: undefined,
    ping: undefined,
    endsWithSocket: true,
    encode: (parts, length) => {
      const whole = message(1, parts, length)
      whole[0] = dataChannel
      return whole
    },
    receive: (received, sink) => {
      const channel = received[0]
      if (channel !== dataChannel && channel !== errorChannel) {
        throw new Error(`unexpected channel ${channel ?? 'in an empty message'}`)
      }
      const body = received.subarray(begun[channel] ? 1 : 1 + portBytes)
      begun[channel] = true
      if (body.length === 0) return
      if (channel === dataChannel) sink.data(body)
      else sink.failed(body.toString('utf8'))
    },
  }
}
