export const notesStyle = `
:root { --accent: #955800; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --accent: #f0b04a; --on-accent: #231500 } }
.login { min-height: 100vh; display: grid; place-items: center; padding: 24px }
.login form { width: 100%; max-width: 340px; display: grid; gap: 16px }
.login .sign { width: 40px; height: 40px; border-radius: 10px }
.login h1 { margin-bottom: 4px }
.login label { display: grid; gap: 4px; font-weight: 500 }
.login input { font-weight: 400; padding: 8px 10px }
.login button { padding: 8px 12px }
.hint { font-size: 12px; line-height: 18px }
.hint code { color: var(--text) }
.problem { color: var(--bad) }
.top { display: flex; align-items: center; gap: 10px; padding: 12px 24px; border-bottom: 1px solid var(--line); background: var(--raise) }
.top h1 { font-size: 16px; line-height: 24px }
.who { margin-left: auto }
.notes { max-width: 640px; margin: 0 auto; padding: 32px 24px 48px }
.add { display: grid; gap: 8px; justify-items: end; margin-bottom: 32px }
.add label { font-weight: 500; justify-self: start }
.add textarea { resize: vertical; padding: 8px 12px; min-height: 62px }
li { display: grid; grid-template-columns: minmax(0, 1fr) auto 28px; gap: 16px; align-items: start; padding: 12px 0; border-top: 1px solid var(--line) }
li:last-child { border-bottom: 1px solid var(--line) }
li p { overflow-wrap: anywhere; white-space: pre-wrap }
time { font-size: 12px; line-height: 20px; white-space: nowrap }
li button { border: 0; background: none; padding: 4px; color: var(--dim); display: grid; border-radius: 6px; margin: -2px 0 }
li button:hover { background: var(--line-soft); color: var(--text) }
.empty { padding: 24px 0; border-top: 1px solid var(--line) }
`
