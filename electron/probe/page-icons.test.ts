import { expect, it } from 'vitest'
import { pageIcons } from './page-icons.ts'

const own = 'http://web.default.demo.localhost:8001'
const usual = `${own}/favicon.ico`

it.each([
  ['named by its path', ['/i.png'], undefined, [`${own}/i.png`, usual]],
  ['relative to the page', ['i.png'], undefined, [`${own}/app/i.png`, usual]],
  ['relative to its base', ['i.png'], '/static/', [`${own}/static/i.png`, usual]],
  ['none named', [], undefined, [usual]],
  ['contained', ['data:image/png;base64,AAAA'], undefined, ['data:image/png;base64,AAAA', usual]],
  ['another host, by address', ['https://cdn.example/i.png', '//cdn.example/i.png'], undefined, [usual]],
  ['another host, by its base', ['i.png'], 'https://cdn.example/', [usual]],
  ['another Service', ['http://api.default.demo.localhost:8001/i.png'], undefined, [usual]],
  ['a file or a script', ['file:///etc/passwd', 'javascript:1', 'data:text/html,x'], undefined, [usual]],
  ['nonsense', ['http://[', 'http://:'], 'http://[', [usual]],
  ['very many', ['1', '2', '3', '4'], undefined, ['1', '2', '3'].map((name) => `${own}/app/${name}`).concat(usual)],
])('an icon: %s', (_case, icons, base, expected) => {
  expect(pageIcons({ icons, base }, new URL(`${own}/app/index.html`))).toEqual(expected)
})
