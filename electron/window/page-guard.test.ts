import { EventEmitter } from 'node:events'
import type { WebContents } from 'electron'
import { expect, it } from 'vitest'
import { guardPage } from './page-guard.ts'
import { UserActivation } from './user-activation.ts'

// The floor runtime has no `before-mouse-event`: that Electron sends it for a frame in a process of its own is not shown here.
it.each([
  ['input-event', { type: 'mouseDown' }, true],
  ['before-mouse-event', { type: 'mouseDown' }, true],
  ['before-mouse-event', { type: 'mouseMove' }, false],
])('%s of %o is an act of the user: %s', (event, input, expected) => {
  const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: () => undefined })
  const activation = new UserActivation()
  const routes = { openTab: () => undefined, openOutside: () => undefined, sentAway: () => undefined }
  guardPage(contents as unknown as WebContents, 'http://web.localhost:8001', activation, routes)
  contents.emit(event, {}, input)
  expect(activation.takeInput()).toBe(expected)
})
