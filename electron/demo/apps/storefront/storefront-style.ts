export const storefrontStyle = `
:root { --accent: #a83f24; --on-accent: #fff; --tile: #f6ece6; --ink: #6b2a18 }
@media (prefers-color-scheme: dark) { :root { --accent: #f0987c; --on-accent: #2b0d04; --tile: #241a17; --ink: #f0b29c } }
header { max-width: 1040px; margin: 0 auto; padding: 24px 32px 0 }
.home { display: inline-flex; align-items: center; gap: 10px; color: var(--text); text-decoration: none; font-weight: 600; font-size: 16px; line-height: 24px }
main { max-width: 1040px; margin: 0 auto; padding: 40px 32px 64px }
main > h1 { font-size: 34px; line-height: 40px; letter-spacing: -.03em; margin-bottom: 36px; max-width: 16ch }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 32px 24px }
.goods a { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; color: var(--text); text-decoration: none; font-weight: 500 }
.goods .dim { font-weight: 400 }
.goods .picture { grid-column: 1 / -1; margin-bottom: 8px }
.picture * { vector-effect: non-scaling-stroke; stroke-width: 3.5px }
.picture { width: 100%; aspect-ratio: 4 / 3; padding: 12%; background: var(--tile); color: var(--ink); border-radius: 12px; transition: transform .2s ease }
.goods a:hover .picture { transform: translateY(-3px) }
.goods a:hover span:first-of-type { text-decoration: underline; text-underline-offset: 3px }
.one { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); gap: 40px; align-items: center }
.one h1 { font-size: 28px; line-height: 34px }
.one div { display: grid; gap: 12px; max-width: 40ch }
.price { font-size: 18px }
@media (max-width: 640px) { .one { grid-template-columns: 1fr } }
`
