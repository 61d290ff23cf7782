/** What the window shows beside Services and dashboards; at most one tab each. */
export const screenIds = ['dashboards', 'traffic', 'connections', 'settings'] as const
export type ScreenId = (typeof screenIds)[number]
