/** What the Help menu offers, in its order; the palette has the same. */
export const helpItems = ['keys', 'diagnostics', 'log', 'report', 'updates'] as const
export type HelpItem = (typeof helpItems)[number]
