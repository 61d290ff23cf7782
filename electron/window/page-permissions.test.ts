import { describe, expect, test } from 'vitest'
import { decidedOn, wantedBy, type Wanted } from './page-permissions.ts'

const ask = (...permissions: (Wanted & { kind: 'ask' })['permissions']): Wanted => ({ kind: 'ask', permissions })

describe('what a permission means', () => {
  test.each<[string, string[], Wanted]>([
    ['notifications', [], ask('notifications')],
    ['geolocation', [], ask('geolocation')],
    ['clipboard-read', [], ask('clipboard-read')],
    ['media', ['audio'], ask('microphone')],
    ['media', ['audio', 'video'], ask('microphone', 'camera')],
    ['media', [], { kind: 'refuse' }],
    ['clipboard-sanitized-write', [], { kind: 'gesture' }],
    ['midiSysex', [], { kind: 'refuse' }],
    ['fullscreen', [], { kind: 'allow' }],
    ['pointerLock', [], { kind: 'allow' }],
    ['screen-wake-lock', [], { kind: 'allow' }],
    ['keyboardLock', [], { kind: 'refuse' }],
    ['openExternal', [], { kind: 'refuse' }],
    ['of-a-later-version', [], { kind: 'refuse' }],
  ])('%s %j', (permission, media, wanted) => expect(wantedBy(permission, media)).toEqual(wanted))
})

describe('what is decided', () => {
  test.each([
    [{}, undefined],
    [{ permissions: { camera: 'allow' } as const }, undefined],
    [{ permissions: { camera: 'allow', microphone: 'allow' } as const }, true],
    [{ permissions: { camera: 'allow', microphone: 'block' } as const }, false],
    [{ permissions: { microphone: 'block' } as const }, false],
  ])('%j: %s', (settings, decided) => expect(decidedOn(settings, ['camera', 'microphone'])).toBe(decided))
})
