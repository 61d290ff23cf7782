import { expect, it } from 'vitest'
import { parseCommand } from './cli/parse-command.ts'
import { requestOf } from './open-request.ts'

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
