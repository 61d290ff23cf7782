import { expect, test } from 'vitest'
import { parseWrk } from './wrk.ts'

// wrk fills seconds up to two letters of unit.
const output = (more = '') => `Running 3s test @ http://127.0.0.1:8001/small
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     8.61ms    4.20ms  46.19ms   77.32%
    Req/Sec     1.91k   261.33     2.35k    70.00%
  Latency Distribution
     50%  850.00us
     75%   10.50ms
     90%   13.61ms
     99%    1.02s 
  5713 requests in 3.00s, 2.31MB read
${more}Requests/sec:   1902.31
Transfer/sec:    786.68KB
`

test('the figures, in milliseconds', () => {
  expect(parseWrk(output())).toEqual({ requests: 5713, requestsPerSecond: 1902.31, p50: 0.85, p99: 1020 })
})

test.each([
  ['refused requests', output('  Non-2xx or 3xx responses: 12\n'), 'wrk: Non-2xx or 3xx responses: 12'],
  ['lost connections', output('  Socket errors: connect 0, read 3, write 0, timeout 0\n'), 'wrk: Socket errors'],
  ['nothing', 'unable to connect', 'wrk said something unexpected'],
])('%s are no figures', (_name, text, message) => {
  expect(() => parseWrk(text)).toThrow(message)
})
