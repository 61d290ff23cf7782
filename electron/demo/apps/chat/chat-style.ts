export const chatStyle = `
:root { --accent: #0b62c4; --on-accent: #fff; --mine: #0b62c4; --on-mine: #fff }
@media (prefers-color-scheme: dark) { :root { --accent: #6db3ff; --on-accent: #04182e; --mine: #16406f; --on-mine: #eaf3ff } }
body { height: 100vh; display: grid; grid-template-rows: auto minmax(0, 1fr) }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.top { display: flex; align-items: center; gap: 10px; padding: 12px 24px; border-bottom: 1px solid var(--line); background: var(--raise) }
.top h1 { font-size: 16px; line-height: 24px }
.top .dim { margin-left: auto }
main { display: grid; grid-template-rows: minmax(0, 1fr) auto; width: 100%; max-width: 720px; margin: 0 auto; padding: 0 24px }
#lines { overflow-y: auto; padding: 24px 0 8px; display: flex; flex-direction: column; gap: 4px; scrollbar-width: thin; scrollbar-color: var(--line) transparent }
li { max-width: 78%; align-self: flex-start; display: grid; justify-items: start }
li:first-child { margin-top: auto }
li.mine { align-self: flex-end; justify-items: end }
.who { font-size: 12px; padding: 12px 2px 4px }
li p { background: var(--raise); border: 1px solid var(--line); border-radius: 10px; padding: 7px 12px; overflow-wrap: anywhere; white-space: pre-wrap }
li.mine p { background: var(--mine); border-color: var(--mine); color: var(--on-mine) }
form { display: flex; gap: 8px; padding: 12px 0 24px }
form input { padding: 9px 12px }
:disabled { opacity: .55; cursor: default }
`
