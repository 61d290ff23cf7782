/** Whether a window could be shown. Only Linux can be without a display. */
export function hasDisplay(platform: string, env: NodeJS.ProcessEnv): boolean {
  if (platform !== 'linux') return true
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '')
}
