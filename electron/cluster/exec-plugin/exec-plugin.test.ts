import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FailureError } from '../../../shared/failure.ts'
import { base64, contextFor } from '../testing/contexts.ts'
import { credential, plugin, v1 } from '../testing/exec-plugins.ts'
import { runExecPlugin, type PluginSurroundings } from './exec-plugin.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porthole-plugin-'))
})
afterEach(() => rm(folder, { recursive: true }))

const never = new AbortController().signal
const here: PluginSurroundings = {
  env: process.env,
  platform: process.platform,
  shell: () => Promise.resolve(undefined),
  timeLimit: 20_000,
  askingLimit: 20_000,
}

async function run(code: string, exec: object = {}, surroundings: Partial<PluginSurroundings> = {}) {
  const { user } = await plugin(folder, code, exec)
  return runExecPlugin(
    contextFor('https://api.example', user),
    undefined,
    { signal: never },
    { ...here, ...surroundings },
  )
}

async function refusal(...asked: Parameters<typeof run>): Promise<string> {
  const error: unknown = await run(...asked).catch((thrown: unknown) => thrown)
  if (!(error instanceof FailureError)) throw new Error('it was not refused')
  expect(error.failure.code).toBe('credentials-unavailable')
  return `${error.message} ${error.failure.hint}`
}

describe('runExecPlugin', () => {
  const v1beta1 = 'client.authentication.k8s.io/v1beta1'
  const later = '2100-01-01T00:00:00Z'

  it('reads a token and its end, of both versions, in JSON and in YAML', async () => {
    const status = `{ token: 't', expirationTimestamp: '${later}' }`
    const expected = { token: 't', expires: Date.parse(later) }
    expect(await run(credential(status))).toEqual(expected)
    expect(await run(credential(status, v1beta1), { apiVersion: v1beta1 })).toEqual(expected)
    const yaml = `kind: ExecCredential\\napiVersion: ${v1}\\nstatus: {token: t}`
    expect(await run(`console.log('${yaml}')`)).toEqual({ token: 't' })
  })

  it('tells it what client-go tells, and of the cluster where that is asked for', async () => {
    const { user } = await plugin(folder, credential(`{ token: process.env.KUBERNETES_EXEC_INFO }`))
    const extensions = [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }]
    const told = async (provideClusterInfo: boolean): Promise<unknown> => {
      const exec = user.exec && { ...user.exec, provideClusterInfo }
      const cluster = { extensions, 'tls-server-name': 'name', 'proxy-url': 'http://p' }
      const context = contextFor('https://api.example', { exec }, cluster)
      return JSON.parse((await runExecPlugin(context, base64('CA'), { signal: never }, here)).token ?? '')
    }
    const common = { kind: 'ExecCredential', apiVersion: v1 }
    expect(await told(false)).toEqual({ ...common, spec: { interactive: false } })
    expect(await told(true)).toEqual({
      ...common,
      spec: {
        interactive: false,
        cluster: {
          server: 'https://api.example',
          'tls-server-name': 'name',
          'certificate-authority-data': base64('CA'),
          'proxy-url': 'http://p',
          config: { audience: 'x' },
        },
      },
    })
  })

  it.each<[string, string, object, RegExp]>([
    [
      'fails',
      `console.error('Log in first.'); process.exitCode = 3`,
      {},
      /fails with exit code 3 and says: Log in first\. .*sign in first/,
    ],
    ['says nothing at all', `process.exitCode = 1`, {}, /exit code 1 without a word\./],
    ['is killed', `process.kill(process.pid, 'SIGTERM')`, {}, /was ended by SIGTERM/],
    ['prints no JSON', `console.log('eyJhbGci.secret: [')`, {}, /prints something that is not an ExecCredential\./],
    ['prints nothing', '', {}, /prints nothing/],
    ['prints another object', `console.log('{"kind":"Pod","apiVersion":"v1"}')`, {}, /is not an ExecCredential/],
    ['prints no status', credential('null'), {}, /without a status/],
    ['prints no credential', credential('{}'), {}, /without a token or a certificate/],
    ['prints half a pair', credential(`{ clientKeyData: 'k' }`), {}, /a key without it/],
    ['prints a broken pair', credential(`{ clientKeyData: 'k', clientCertificateData: 'c' }`), {}, /cannot be used/],
    [
      'prints an hour that is none',
      credential(`{ token: 't', expirationTimestamp: '2100-01-01T24:00:00Z' }`),
      {},
      /is not a time/,
    ],
    ['prints no time', credential(`{ token: 't', expirationTimestamp: 'soon' }`), {}, /is not a time/],
    [
      'prints another version',
      credential(`{ token: 't' }`, v1beta1),
      {},
      /v1beta1 where the kubeconfig asks for .*v1\. /,
    ],
    ['prints without end', `process.stdout.write('x'.repeat(2e7))`, {}, /more than an ExecCredential can be/],
    ['must ask', '', { interactiveMode: 'Always' }, /on a terminal .* Porthole has none\. .*IfAvailable/],
    [
      'has an old version',
      '',
      { apiVersion: 'client.authentication.k8s.io/v1alpha1' },
      /neither kubectl nor Porthole knows/,
    ],
    ['is missing', '', { command: 'porthole-no-such' }, /porthole-no-such, .* is not installed.* Install it/],
    [
      'is missing and says how to get it',
      '',
      { command: 'no-such', installHint: 'brew\ninstall x' },
      / brew install x$/,
    ],
    ['is a folder', '', { command: tmpdir() }, /is no program that may be run\. .* mend its path/],
    ['is missing in a folder', '', { command: '/nowhere/aws', installHint: 'Get aws' }, /nowhere.* Get aws$/],
  ])('that %s has a sentence of its own', async (_name, code, exec, said) => {
    const sentence = await refusal(code, exec)
    expect(sentence).toMatch(said)
    expect(sentence).not.toContain('secret')
  })

  it('that is a script for something that is not there says so', async () => {
    const command = join(folder, 'script')
    await writeFile(command, '#!/no/such/python\n', { mode: 0o755 })
    expect(await refusal('', { command })).toMatch(/cannot be started \(ENOENT\)\. It is a script/)
  })

  it.each([{ args: ['a\0b'] }, { env: [{ name: 'A', value: 'a\0b' }] }])(
    'says what no program can be given: %j',
    async (exec) => {
      expect(await refusal('', exec)).toMatch(/cannot be started .* args or env/)
    },
  )

  it('ends one that takes too long, with all that it has started', async () => {
    const child = join(folder, 'child')
    const code = `const child = require('child_process').spawn('sleep', ['1000'], { stdio: 'inherit' })
      require('fs').writeFileSync('${child}', String(child.pid)); setInterval(() => undefined, 1000)`
    expect(await refusal(code, {}, { timeLimit: 2_000 })).toMatch(/did not finish in 2 s and was ended\./)
    const pid = Number(await readFile(child, 'utf8'))
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
  })

  it('waits for what a plugin starts to answer for it', async () => {
    const answer = credential(`{ token: 't' }`).replaceAll('\n', ' ')
    const code = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`setTimeout(() => { ${answer} }, 1_000)`)}],
      { stdio: 'inherit', detached: true }).unref()`
    expect(await run(code)).toEqual({ token: 't' })
  })

  it('takes an answer of some megabytes', async () => {
    expect(await run(`process.stdout.write(' '.repeat(3e6)); ${credential(`{ token: 't' }`)}`)).toEqual({ token: 't' })
  })

  it('does not wait for what a plugin leaves running', async () => {
    const code = `require('child_process').spawn('sleep', ['60'], { stdio: 'inherit', detached: true }).unref();`
    expect(await run(`${code} ${credential(`{ token: 't' }`)}`)).toEqual({ token: 't' })
  })

  it('finds one in the PATH of the login shell alone, with the variables that stand there', async () => {
    const bin = join(folder, 'bin')
    await mkdir(bin)
    const { user } = await plugin(folder, credential(`{ token: process.env.PROFILE + process.env.OWN }`))
    const { args = [] } = user.exec ?? {}
    await writeFile(join(bin, 'sign-in'), `#!/bin/sh\nexec "${process.execPath}" "${args?.[0] ?? ''}"\n`)
    await chmod(join(bin, 'sign-in'), 0o755)
    const context = contextFor('https://api.example', { exec: user.exec && { ...user.exec, command: 'sign-in' } })
    const surroundings = {
      ...here,
      env: { PATH: '/usr/bin:/bin', OWN: 'o' },
      shell: () => Promise.resolve({ PATH: `/nowhere:${bin}:/usr/bin:/bin`, PROFILE: 'p', OWN: 'x' }),
    }
    expect(await runExecPlugin(context, undefined, { signal: never }, surroundings)).toEqual({ token: 'po' })
  })

  it('is looked for where Porthole looks, and has the PATH that the kubeconfig gives it', async () => {
    const { user } = await plugin(folder, credential(`{ token: process.env.PATH }`))
    const { args = [] } = user.exec ?? {}
    await writeFile(join(folder, 'sign-in'), `#!/bin/sh\nexec "${process.execPath}" "${args?.[0] ?? ''}"\n`)
    await chmod(join(folder, 'sign-in'), 0o755)
    const variables = [...(user.exec?.env ?? []), { name: 'PATH', value: '/own' }]
    const exec = user.exec && { ...user.exec, command: 'sign-in', env: variables }
    const surroundings = { ...here, env: { PATH: `/nowhere:${folder}` } }
    const context = contextFor('https://api.example', { exec })
    expect(await runExecPlugin(context, undefined, { signal: never }, surroundings)).toEqual({ token: '/own' })
  })

  it('passes on what it says while it waits, and waits longer for whoever has to answer', async () => {
    const code = `process.stderr.write('Open https://example.com/device?user_code=AB12-CD34\\nand enter AB12-CD34\\n')
      setTimeout(() => { ${credential(`{ token: 't' }`)} }, 2_300)`
    const { user } = await plugin(folder, code)
    const heard: string[] = []
    const context = contextFor('https://api.example', user)
    const asked = { signal: never, says: (words: string) => void heard.push(words) }
    expect(await runExecPlugin(context, undefined, asked, { ...here, timeLimit: 2_000 })).toEqual({ token: 't' })
    expect(heard).toEqual(['Open https://example.com/device?user_code=AB12-CD34\nand enter AB12-CD34', ''])
  })

  it('does not take a warning for a question', async () => {
    const { user } = await plugin(
      folder,
      `process.stderr.write('An update is there.\\n'); ${credential(`{ token: 't' }`)}`,
    )
    const heard: string[] = []
    const asked = { signal: never, says: (words: string) => void heard.push(words) }
    await runExecPlugin(contextFor('https://api.example', user), undefined, asked, here)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(heard).toEqual([])
  })

  it('ends it when nobody wants it any more', async () => {
    const stop = new AbortController()
    const { user } = await plugin(folder, 'setInterval(() => undefined, 1000)')
    const running = runExecPlugin(contextFor('https://api.example', user), undefined, { signal: stop.signal }, here)
    stop.abort()
    await expect(running).rejects.toThrow('was ended before')
  })
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
