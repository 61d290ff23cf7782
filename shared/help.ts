import { z } from 'zod'

/** What the Help menu offers, in its order; the palette has the same. */
export const helpItems = ['keys', 'diagnostics', 'log', 'report', 'updates'] as const
export type HelpItem = (typeof helpItems)[number]

/** Of them, what lies outside the page. */
export const outsideHelpSchema = z.enum(['log', 'report'])
