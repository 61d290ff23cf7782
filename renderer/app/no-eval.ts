import { config } from 'zod'

// The shared types are zod schemas, and zod tries on load whether it may compile code. The page's policy refuses that
// and would log it as a violation. Nothing is parsed here, so nothing is lost. Must be imported before any schema.
config({ jitless: true })
