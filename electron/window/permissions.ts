import type { Session } from 'electron'

/**
 * Refuses every permission a page can ask for or check, also those of later versions: their names are strings that grow.
 * Devices and screen capture ask in ways of their own.
 */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
}
