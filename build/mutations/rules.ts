import { cookieRules, framingRules, locationRules, responseHeaderRules } from './answers.ts'
import { guardRules, methodRules } from './guard.ts'
import { listenerRules } from './listener.ts'
import { modeRules } from './mode.ts'
import type { MutatedFile } from './mutation.ts'
import { ownUrlRules } from './own-urls.ts'
import { requestHeaderRules } from './request-headers.ts'
import { dotRules, originRules, routeRules } from './route.ts'

/** Every rule that is broken on purpose, file by file. */
export const mutatedFiles: readonly MutatedFile[] = [
  guardRules,
  methodRules,
  requestHeaderRules,
  ownUrlRules,
  modeRules,
  routeRules,
  dotRules,
  originRules,
  listenerRules,
  cookieRules,
  responseHeaderRules,
  framingRules,
  locationRules,
]
