import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { forwardTcp, type TcpForward } from '../../electron/forward/tcp-forward.ts'
import { startHeadless } from '../conformance/serving-process.ts'
import { contentBetween, contentDigest } from '../cluster/apps/content.ts'
import { describeForward } from './forward-cluster.ts'
import { haveRedis, redisServer } from './redis-server.ts'

if (!(await haveRedis())) {
  const said = 'SKIPPED, not tested: Redis through a forwarded port; apt-get install redis-server'
  if (process.env['CI'] === 'true') throw new Error(said)
  process.stderr.write(`\n!!! ${said}\n\n`)
  test.skip('Redis through a forwarded port')
} else
  await describeForward('Redis through a forwarded port', async ({ cluster, namespace, access }) => {
    const { pods } = await cluster.addService({
      namespace,
      name: 'redis',
      ports: [{ name: 'redis', port: 6379, targetPort: 6379 }],
      app: {
        command: redisServer,
        args: ['--bind', '$(POD_IP)', '--port', '6379', '--protected-mode', 'no', '--save', '', '--appendonly', 'no'],
      },
    })
    const forwarded = async (): Promise<TcpForward> => {
      const forward = await forwardTcp(access, { namespace, service: 'redis', portName: 'redis' }, { port: 0 })
      onTestFinished(() => forward.close())
      return forward
    }
    const redis = async ({ port }: TcpForward, args: string[], input?: string): Promise<string> => {
      const child = spawn('redis-cli', ['-p', String(port), ...args])
      child.stdin.end(input)
      return await text(child.stdout)
    }

    test('a command, and its statistics', async () => {
      const forward = await forwarded()
      expect(await redis(forward, ['ping'])).toBe('PONG\n')
      expect(await redis(forward, ['set', 'greeting', 'hello'])).toBe('OK\n')
      expect(await redis(forward, ['get', 'greeting'])).toBe('hello\n')
      expect(forward.statistics).toMatchObject({ total: 3, failure: null })
      expect(forward.statistics.bytesIn).toBeGreaterThan(10)
      // Redis closes nothing by itself, and a client that is gone looks like one that has only ended its side.
      await expect.poll(() => forward.statistics.open, { timeout: 15_000 }).toBe(0)
    })

    test('porthole forward, for a client of its own, until Ctrl-C', async () => {
      const args = ['forward', `${namespace}/redis`, ':redis', '--kubeconfig', cluster.kubeconfigPath]
      const porthole = startHeadless(args)
      onTestFinished(() => porthole.signal('SIGKILL'))
      const line = await porthole.line(/^Forwarding from 127\.0\.0\.1:\d+ -> 6379$/)
      const port = /:(\d+) /.exec(line)?.[1] ?? ''
      const child = spawn('redis-cli', ['-p', port, 'ping'])
      expect(await text(child.stdout)).toBe('PONG\n')
      await porthole.line(new RegExp(`^Handling connection for ${port}$`))
      expect(await porthole.stop()).toBe(0)
    })

    test('20 MB in and out are intact', async () => {
      const forward = await forwarded()
      const value = Buffer.concat([...contentBetween(0, 20_000_000)]).toString('hex')
      expect(await redis(forward, ['-x', 'set', 'large'], value)).toBe('OK\n')
      const back = (await redis(forward, ['get', 'large'])).trim()
      expect(createHash('sha256').update(Buffer.from(back, 'hex')).digest('hex')).toBe(contentDigest(20_000_000))
    })

    test('10,000 commands one after another', async () => {
      const forward = await forwarded()
      const commands = Array.from({ length: 10_000 }, (_, index) => `INCRBY counter ${index}\n`).join('')
      const answers = (await redis(forward, [], commands)).trim().split('\n')
      expect([answers.length, answers.at(-1)]).toEqual([10_000, '49995000'])
    })

    test('many clients at once', async () => {
      const forward = await forwarded()
      const { stdout } = await promisify(execFile)('redis-benchmark', [
        ...['-p', String(forward.port), '-c', '20', '-n', '5000', '-t', 'set,get', '--csv'],
      ])
      process.stderr.write(`redis-benchmark through a forwarded port: ${stdout.split('\n').slice(1, 3).join('; ')}\n`)
      expect(forward.statistics).toMatchObject({ failure: null })
    })

    test('a subscription hears what is published later', async () => {
      const forward = await forwarded()
      const subscriber = spawn('redis-cli', ['-p', String(forward.port), 'subscribe', 'news'])
      onTestFinished(() => void subscriber.kill())
      const lines = createInterface({ input: subscriber.stdout })[Symbol.asyncIterator]()
      const next = async (): Promise<string> => ((await lines.next()) as { value: string }).value
      expect([await next(), await next(), await next()]).toEqual(['subscribe', 'news', '1'])
      expect(await redis(forward, ['publish', 'news', 'it works'])).toBe('1\n')
      expect([await next(), await next(), await next()]).toEqual(['message', 'news', 'it works'])
    })

    test('a client is cut off when its pod dies, and told when there is none', async () => {
      const forward = await forwarded()
      const subscriber = spawn('redis-cli', ['-p', String(forward.port), 'subscribe', 'news'])
      await once(subscriber.stdout, 'data')
      const ended = once(subscriber, 'close')
      await cluster.stopPod(pods[0]?.ip ?? '')
      await expect.poll(() => forward.statistics.open, { timeout: 10_000 }).toBe(0)
      // redis-cli would try for ever.
      subscriber.kill()
      await ended
      await redis(forward, ['ping'])
      expect(forward.statistics.failure).toMatchObject({ code: 'service-unreachable' })
      expect(forward.statistics.failure?.message).toContain('connection refused')
    })
  })
