export const ledgerStyle = `
:root { --accent: #16784a; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --accent: #4cc38a; --on-accent: #06190f } }
main { max-width: 720px; margin: 0 auto; padding: 32px 24px 48px }
header { display: flex; align-items: center; gap: 10px; margin-bottom: 32px }
header h1 { font-size: 16px; line-height: 24px }
.balance { margin-bottom: 28px }
.sum { font-size: 36px; line-height: 44px; font-weight: 600; letter-spacing: -.025em }
.sum span { font-size: 14px; font-weight: 400; letter-spacing: 0 }
table { width: 100%; border-collapse: collapse; margin-bottom: 40px }
th { text-align: left; font-weight: 400; font-size: 12px; color: var(--dim); padding: 0 16px 6px 0 }
td { border-top: 1px solid var(--line); padding: 9px 16px 9px 0; white-space: nowrap }
td:nth-child(2) { width: 60%; white-space: normal }
tr:last-child td { border-bottom: 1px solid var(--line) }
.num { text-align: right; padding-right: 0 }
.tls h2 { display: flex; align-items: center; gap: 8px }
.tls svg { color: var(--accent) }
.tls { border: 1px solid var(--line); border-radius: 8px; background: var(--raise); padding: 16px 20px }
.tls p { margin: 2px 0 12px }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 20px }
dt { color: var(--dim) }
dd { overflow-wrap: anywhere; line-height: 20px }
`
