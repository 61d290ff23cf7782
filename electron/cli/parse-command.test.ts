import { describe, expect, it } from 'vitest'
import { parseCommand } from './parse-command.ts'

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '')
const options = {
  kubeconfig: undefined,
  context: undefined,
  port: undefined,
  demo: false,
  headless: false,
  hidden: false,
  output: 'text',
}
const web = { namespace: 'apps', name: 'web', port: '' }

it('takes an empty name for none, as scripts hand over variables', () => {
  expect(parseCommand(['list', '-n', '', '--context', '', '--kubeconfig='])).toEqual(parseCommand(['list']))
})

describe('parseCommand', () => {
  it.each<[string, object]>([
    ['', { do: 'window', options, link: undefined }],
    ['--demo', { do: 'window', options: { ...options, demo: true }, link: undefined }],
    ['--no-sandbox --user-data-dir=/t /some/file.txt', { do: 'window', options, link: undefined }],
    ['--some-switch word', { do: 'window', options, link: undefined }],
    ['porthole://a/b/c', { do: 'window', options, link: 'porthole://a/b/c' }],
    ['--headless --output json', { do: 'serve', options: { ...options, headless: true, output: 'json' } }],
    ['open apps/web', { do: 'open', options, service: web }],
    ['open web -n apps', { do: 'open', options, service: web }],
    ['forward -n apps web 80', { do: 'forward', options, service: web, ports: [{ local: undefined, remote: '80' }] }],
    [
      'open apps/web:http --context prod',
      { do: 'open', options: { ...options, context: 'prod' }, service: { ...web, port: 'http' } },
    ],
    [
      'url apps/web:80 --classic -o json',
      { do: 'url', options, service: { ...web, port: '80' }, classic: true, format: 'json' },
    ],
    ['list', { do: 'list', options, namespace: undefined, all: false, format: 'text' }],
    ['list -n apps -o yaml', { do: 'list', options, namespace: 'apps', all: false, format: 'yaml' }],
    ['list -A --output=name', { do: 'list', options, namespace: undefined, all: true, format: 'name' }],
    [
      '--no-sandbox list -A --user-data-dir=/t',
      { do: 'list', options, namespace: undefined, all: true, format: 'text' },
    ],
    ['cluster-info --demo', { do: 'cluster-info', options: { ...options, demo: true }, format: 'text' }],
    ['--log-level=3 diagnostics --no-sandbox', { do: 'diagnostics' }],
    ['completion zsh', { do: 'completion', shell: 'zsh' }],
    ['help', { do: 'help', about: undefined }],
    ['help list', { do: 'help', about: 'list' }],
    ['list --help', { do: 'help', about: 'list' }],
    ['open --demo -h', { do: 'help', about: 'open' }],
    ['open apps/web --demo', { do: 'open', options: { ...options, demo: true }, service: web }],
    ['forward apps/web', { do: 'forward', options, service: web, ports: [] }],
    ['forward apps/web 80', { do: 'forward', options, service: web, ports: [{ local: undefined, remote: '80' }] }],
    ['forward apps/web:http', { do: 'forward', options, service: web, ports: [{ local: undefined, remote: 'http' }] }],
    [
      'forward apps/web 8080:80 :https --demo',
      {
        do: 'forward',
        options: { ...options, demo: true },
        service: web,
        ports: [
          { local: 8080, remote: '80' },
          { local: 0, remote: 'https' },
        ],
      },
    ],
    ['--help', { do: 'help', about: undefined }],
    ['-h', { do: 'help', about: undefined }],
    ['--version', { do: 'version' }],
  ])('%s', (line, value) => {
    expect(parseCommand(words(line))).toEqual({ ok: true, value })
  })

  it.each([
    ['lst', 'There is no command "lst"; did you mean list?'],
    ['--prot 8080', 'There is no flag --prot; did you mean --port?'],
    ['url apps/web --contxt prod', 'url has no flag --contxt; did you mean --context?'],
    [
      'ls',
      'There is no command "ls"; there are open, url, forward, list, cluster-info, diagnostics, completion, help.',
    ],
    [
      '--user-data-dir=/t get',
      'There is no command "get"; there are open, url, forward, list, cluster-info, diagnostics, completion, help.',
    ],
    ['open', 'open needs one Service, as NAMESPACE/SERVICE or NAMESPACE/SERVICE:PORT; or SERVICE with -n.'],
    ['open web', 'open needs one Service, as NAMESPACE/SERVICE or NAMESPACE/SERVICE:PORT; or SERVICE with -n.'],
    ['open a/b c/d', 'open needs one Service, as NAMESPACE/SERVICE or NAMESPACE/SERVICE:PORT; or SERVICE with -n.'],
    [
      'open apps/web -n shop',
      'open needs one Service, as NAMESPACE/SERVICE or NAMESPACE/SERVICE:PORT; or SERVICE with -n.',
    ],
    ['open ../web', 'open needs one Service, as NAMESPACE/SERVICE or NAMESPACE/SERVICE:PORT; or SERVICE with -n.'],
    ['open apps/web -A', 'open has no flag -A; see porthole open --help.'],
    ['list --al', 'list has no flag --al; see porthole list --help.'],
    [
      'help lst',
      'help takes the name of one command: open, url, forward, list, cluster-info, diagnostics, completion, help.',
    ],
    [
      'forward',
      'forward needs one Service and its ports, as NAMESPACE/SERVICE PORT, LOCAL:PORT or :PORT; or SERVICE with -n.',
    ],
    [
      'forward apps/web:80 80',
      'forward needs one Service and its ports, as NAMESPACE/SERVICE PORT, LOCAL:PORT or :PORT; or SERVICE with -n.',
    ],
    [
      'forward apps/web 70000:80',
      'forward needs one Service and its ports, as NAMESPACE/SERVICE PORT, LOCAL:PORT or :PORT; or SERVICE with -n.',
    ],
    [
      'forward apps/web 80:',
      'forward needs one Service and its ports, as NAMESPACE/SERVICE PORT, LOCAL:PORT or :PORT; or SERVICE with -n.',
    ],
    ['forward apps/web 80 --address 0.0.0.0', 'forward has no flag --address; see porthole forward --help.'],
    ['list apps', 'list takes no arguments, but there is "apps".'],
    ['list -n', '-n needs a value.'],
    ['list -n -A', '-n needs a value.'],
    ['list -o wide', '--output must be text, json, yaml or name, not "wide".'],
    ['cluster-info -o name', '--output must be text, json or yaml, not "name".'],
    ['list --all-namespaces=1', '--all-namespaces takes no value.'],
    ['completion', 'completion needs the name of a shell: bash, zsh, fish.'],
    ['completion tcsh', 'completion needs the name of a shell: bash, zsh, fish.'],
    ['--port x', '--port must be a number from 0 to 65535, not "x".'],
  ])('refuses %s', (line, message) => {
    expect(parseCommand(words(line))).toEqual({ ok: false, message })
  })
})
