import { expect, it } from 'vitest'
import { parseCommand } from './cli/parse-command.ts'
import { ownArguments, requestOf } from './open-request.ts'

it.each([
  [['/opt/Porthole/porthole', 'list', '-A'], false, ['list', '-A']],
  [['electron', '--no-sandbox', '/checkout', 'list', '/x'], true, ['--no-sandbox', 'list', '/x']],
  [['electron'], true, []],
])('takes the arguments of %j', (argv, development, own) => {
  expect(ownArguments(argv, development)).toEqual(own)
})

const web = { kind: 'service', namespace: 'apps', service: 'web', port: '', path: '/' }

it.each<[string[], object | undefined]>([
  [[], undefined],
  [['list'], undefined],
  [['open', 'apps/web'], { ...web, context: undefined, outside: false }],
  [['open', 'apps/web:80', '--context', 'prod'], { ...web, port: '80', context: 'prod', outside: false }],
  [['porthole://prod/apps/web/x'], { ...web, context: 'prod', path: '/x', outside: true }],
  [
    ['porthole://prod/../web'],
    { kind: 'refused', message: 'This porthole:// link cannot be opened: ".." is no namespace.' },
  ],
])('reads what %j wants opened', (args, request) => {
  const command = parseCommand(args)
  expect(command.ok && requestOf(command.value)).toEqual(request)
})
