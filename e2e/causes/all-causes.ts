import { answers } from './apps/answers.ts'
import { authorization } from './apps/authorization.ts'
import { bodies } from './apps/bodies.ts'
import { hosts } from './apps/hosts.ts'
import { heads } from './apps/heads.ts'
import { names } from './apps/names.ts'
import { oddities } from './apps/oddities.ts'
import { sockets } from './apps/sockets.ts'
import { streams } from './apps/streams.ts'
import { tls } from './apps/tls.ts'
import type { Cause } from './cause.ts'

export const allCauses: readonly Cause[] = [
  ...hosts,
  ...names,
  ...authorization,
  ...streams,
  ...sockets,
  ...bodies,
  ...heads,
  ...answers,
  ...oddities,
  ...tls,
]
