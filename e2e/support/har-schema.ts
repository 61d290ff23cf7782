import { z } from 'zod'

const pair = z.strictObject({ name: z.string(), value: z.string(), comment: z.string().optional() })
const size = z.int().min(-1)
const time = z.number().min(-1)
/** Fields of one's own begin with an underscore (HAR 1.2, custom fields). */
const own = (value: object): boolean => Object.keys(value).every((key) => known.has(key) || key.startsWith('_'))
const known = new Set([
  ...['pageref', 'startedDateTime', 'time', 'request', 'response', 'cache', 'timings', 'serverIPAddress'],
  ...['connection', 'comment'],
])

/** An HTTP Archive with every field that HAR 1.2 asks for, and none that it does not know. */
export const harSchema = z.strictObject({
  log: z.strictObject({
    version: z.literal('1.2'),
    creator: z.strictObject({ name: z.string().min(1), version: z.string().min(1) }),
    entries: z.array(
      z
        .looseObject({
          startedDateTime: z.iso.datetime(),
          time: z.number().min(0),
          request: z.strictObject({
            method: z.string().min(1),
            url: z.url(),
            httpVersion: z.string().min(1),
            cookies: z.array(z.unknown()),
            headers: z.array(pair),
            queryString: z.array(pair),
            postData: z.strictObject({ mimeType: z.string(), text: z.string() }).optional(),
            headersSize: size,
            bodySize: size,
          }),
          response: z.strictObject({
            status: z.int().min(0).max(599),
            statusText: z.string(),
            httpVersion: z.string().min(1),
            cookies: z.array(z.unknown()),
            headers: z.array(pair),
            content: z.strictObject({ size: size, mimeType: z.string(), text: z.string().optional() }),
            redirectURL: z.string(),
            headersSize: size,
            bodySize: size,
            _transferSize: size,
          }),
          cache: z.strictObject({}),
          timings: z.strictObject({ send: time, wait: time, receive: time }),
        })
        .refine(own, 'a field that HAR does not know')
        .refine(
          ({ time: total, timings }) => Math.abs(total - timings.send - timings.wait - timings.receive) < 0.01,
          'the timings make up the time',
        ),
    ),
  }),
})
