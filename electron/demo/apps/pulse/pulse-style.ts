export const pulseStyle = `
:root { --accent: #5a55d6; --on-accent: #fff; --s0: #5a55d6; --s1: #0b8793; --s2: #c06a12; --s3: #b8417f; --s4: #4d7c1f; --s5: #6b7483 }
@media (prefers-color-scheme: dark) { :root { --accent: #9d99ff; --on-accent: #12101f; --s0: #9d99ff; --s1: #4cc2cd; --s2: #eda04e; --s3: #ee87b8; --s4: #9fcb6a; --s5: #97a0ae } }
.top { display: flex; align-items: center; gap: 10px; padding: 16px 24px; border-bottom: 1px solid var(--line); background: var(--raise) }
.top h1 { font-size: 16px; line-height: 24px }
.live { margin-left: auto; display: inline-flex; align-items: center; gap: 8px; color: var(--dim) }
.live i { width: 8px; height: 8px; border-radius: 50%; border: 2px solid var(--dim) }
.live.on i { border: 0; background: var(--ok); animation: beat 2s ease-out infinite }
.live.off i { border-color: var(--warn) }
@keyframes beat { 0% { box-shadow: 0 0 0 0 color-mix(in srgb, var(--ok) 50%, transparent) } 70%, 100% { box-shadow: 0 0 0 6px transparent } }
main { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; padding: 16px 24px 32px; max-width: 1440px; margin: 0 auto }
.stats { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); border: 1px solid var(--line); border-radius: 8px; background: var(--raise) }
.stat { padding: 14px 20px 12px; border-left: 1px solid var(--line) }
.stat:first-child { border-left: 0 }
.stat dt { color: var(--dim) }
.stat .value { display: flex; align-items: baseline; gap: 6px; color: var(--dim) }
.stat b { font-size: 28px; line-height: 36px; font-weight: 600; letter-spacing: -.02em; color: var(--text) }
.stat .note { font-size: 12px; line-height: 16px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
.card { display: flex; flex-direction: column; border: 1px solid var(--line); border-radius: 8px; background: var(--raise); padding: 12px 20px 14px; min-width: 0 }
.wide { grid-column: 1 / -1 }
.card > header { display: flex; align-items: center; gap: 8px; flex-wrap: wrap; min-height: 24px; margin-bottom: 8px }
.legend { margin-left: auto; display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 12px; color: var(--dim) }
.legend li { display: inline-flex; align-items: center; gap: 6px }
.legend i { width: 10px; height: 3px; border-radius: 2px }
.legend b { color: var(--text); font-weight: 500; min-width: 3.2ch; text-align: right }
.plot { position: relative; flex: 1 0 200px }
.wide .plot { flex-basis: 232px }
canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block }
.tip { position: absolute; top: 8px; pointer-events: none; background: var(--raise); border: 1px solid var(--line); border-radius: 6px; box-shadow: var(--shadow); padding: 6px 10px; font-size: 12px; line-height: 18px; white-space: nowrap; z-index: 1 }
.tip div { display: flex; gap: 8px; align-items: center }
.tip i { width: 8px; height: 3px; border-radius: 2px }
.tip b { margin-left: auto; padding-left: 12px; font-weight: 500 }
table { width: 100%; border-collapse: collapse }
th { font-weight: 400; color: var(--dim); text-align: left; font-size: 12px; padding: 4px 12px 6px 0 }
td { border-top: 1px solid var(--line-soft); padding: 7px 12px 7px 0; white-space: nowrap }
td:nth-child(2), td:nth-child(4) { width: 27% }
.num { text-align: right; width: 56px; padding-right: 40px }
.num:last-child { padding-right: 0 }
.bar { height: 6px; border-radius: 3px; background: var(--line-soft); overflow: hidden }
.bar i { display: block; height: 100%; border-radius: 3px; background: color-mix(in srgb, var(--dim) 60%, transparent); transition: width .9s linear }
@media (max-width: 760px) { main { grid-template-columns: minmax(0, 1fr); padding: 12px } .stats { grid-template-columns: 1fr 1fr } .stat:nth-child(3) { border-left: 0 } .stat:nth-child(n+3) { border-top: 1px solid var(--line) } }
`
