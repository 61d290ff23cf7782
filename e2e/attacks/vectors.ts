/**
 * The ways in which a page can make a browser send a request, as scripts: `URL` stands for where to. Each may throw and
 * none is waited for. A link that somebody follows is missing: it may go anywhere, and what it brings cannot be read.
 */
export const vectors: Readonly<Record<string, string>> = {
  'fetch, cors': `fetch(URL, { credentials: 'include' })`,
  'fetch, no-cors': `fetch(URL, { mode: 'no-cors', credentials: 'include' })`,
  'fetch, POST of a simple form': `fetch(URL, { method: 'POST', mode: 'no-cors', body: new URLSearchParams('a=b') })`,
  'fetch, PUT with a header': `fetch(URL, { method: 'PUT', headers: { 'x-a': 'b' } })`,
  XMLHttpRequest: `const x = new XMLHttpRequest(); x.open('GET', URL); x.withCredentials = true; x.send()`,
  sendBeacon: `navigator.sendBeacon(URL, 'a')`,
  EventSource: `new EventSource(URL)`,
  WebSocket: `new WebSocket(URL.replace(/^http/, 'ws'))`,
  img: `new Image().src = URL`,
  script: `add('script', { src: URL })`,
  'module script': `import(URL)`,
  'style sheet': `add('link', { rel: 'stylesheet', href: URL })`,
  'style import': `add('style', { textContent: '@import url("' + URL + '");' })`,
  font: `new FontFace('font', 'url("' + URL + '")').load()`,
  background: `add('p', { textContent: 'a' }).style.backgroundImage = 'url("' + URL + '")'`,
  mask: `add('p', { textContent: 'a' }).style.maskImage = 'url("' + URL + '")'`,
  'set of images': `new Image().srcset = URL + ' 1x'`,
  'image button': `add('input', { type: 'image', src: URL })`,
  'image in a drawing': `document.body.insertAdjacentHTML('beforeend', '<svg><image href="' + URL + '"/></svg>')`,
  audio: `add('audio', { src: URL, preload: 'auto' })`,
  video: `add('video', { src: URL, preload: 'auto' })`,
  object: `add('object', { data: URL })`,
  embed: `add('embed', { src: URL })`,
  iframe: `add('iframe', { src: URL })`,
  'sandboxed iframe': `add('iframe', { sandbox: 'allow-scripts allow-forms', src: URL })`,
  'form, GET into a frame': `form('get')`,
  'form, POST into a frame': `form('post')`,
  'form, POST of plain text into a frame': `form('post', 'text/plain')`,
  worker: `new Worker(window.URL.createObjectURL(new Blob(['fetch("' + URL + '", {mode:"no-cors"})'])))`,
  'worker of several scripts': `new Worker(window.URL.createObjectURL(new Blob(['importScripts("' + URL + '")'])))`,
  'shared worker': `new SharedWorker(window.URL.createObjectURL(new Blob(['fetch("' + URL + '", {mode:"no-cors"})'], { type: 'text/javascript' })))`,
  prefetch: `add('link', { rel: 'prefetch', href: URL })`,
  preload: `add('link', { rel: 'preload', as: 'fetch', crossOrigin: 'use-credentials', href: URL })`,
  'preload of a script': `add('link', { rel: 'preload', as: 'script', href: URL })`,
  'preload of a module': `add('link', { rel: 'modulepreload', href: URL })`,
  'fetch that outlives its page': `fetch(URL, { method: 'POST', mode: 'no-cors', keepalive: true, credentials: 'include', body: 'a' })`,
  fetchLater: `fetchLater(URL, { activateAfter: 0 })`,
  'EventSource with credentials': `new EventSource(URL, { withCredentials: true })`,
  'WebSocket as a stream': `new WebSocketStream(URL.replace(/^http/, 'ws')).opened`,
  cursor: `add('p', { textContent: 'a' }).style.cursor = 'url("' + URL + '"), auto'`,
  poster: `add('video', { poster: URL })`,
  'list’s sign': `add('li', { textContent: 'a' }).style.listStyleImage = 'url("' + URL + '")'`,
  'form, POST into a window': `form('post', '', '_blank')`,
  ping: `add('a', { href: '#', ping: URL }).click()`,
  'page of a frame that refreshes': `add('iframe', { srcdoc: '<meta http-equiv=refresh content="0;url=' + URL + '">' })`,
  'image in a frame without an origin': `add('iframe', { src: 'data:text/html,<img src="' + URL + '">' })`,
  'source of a picture': `document.body.insertAdjacentHTML('beforeend', '<picture><source srcset="' + URL + '"><img></picture>')`,
  'image in a filter': `document.body.insertAdjacentHTML('beforeend', '<svg><filter id="f"><feImage href="' + URL + '"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>')`,
  'content of a style': `const name = 'a' + Math.random().toString(36).slice(2); add('style', { textContent: 'b.' + name + '::before { content: url("' + URL + '") }' }); add('b', { className: name })`,
  'font of a style sheet': `const name = 'a' + Math.random().toString(36).slice(2); add('style', { textContent: '@font-face { font-family: ' + name + '; src: url("' + URL + '") }' }); add('i', { textContent: 'a' }).style.fontFamily = name`,
  'image of a border': `const p = add('p', { textContent: 'a' }); p.style.border = '1px solid'; p.style.borderImage = 'url("' + URL + '") 1'`,
  'set of backgrounds': `add('p', { textContent: 'a' }).style.backgroundImage = 'image-set(url("' + URL + '") 1x)'`,
  'shape of a float': `const p = add('p', { textContent: 'a' }); p.style.float = 'left'; p.style.shapeOutside = 'url("' + URL + '")'`,
  'background of a table': `add('table', {}).setAttribute('background', URL)`,
  'audio worklet': `new AudioContext().audioWorklet.addModule(URL)`,
  'paint worklet': `CSS.paintWorklet.addModule(URL)`,
  'module of JSON': `import(URL, { with: { type: 'json' } })`,
  'module of CSS': `import(URL, { with: { type: 'css' } })`,
  'WebSocket of a worker': `new Worker(window.URL.createObjectURL(new Blob(['new WebSocket("' + URL.replace(/^http/, 'ws') + '")'])))`,
  'EventSource of a worker': `new Worker(window.URL.createObjectURL(new Blob(['new EventSource("' + URL + '")'])))`,
  'XMLHttpRequest that waits': `const x = new XMLHttpRequest(); x.open('GET', URL, false); x.send()`,
  'frame without credentials': `add('iframe', { credentialless: true, src: URL })`,
  'frame of a frame': `add('iframe', { srcdoc: '<iframe src="' + URL + '"></iframe>' })`,
  'fetch of a frame made of a blob': `add('iframe', { src: window.URL.createObjectURL(new Blob(['<script>fetch("' + URL + '", { mode: "no-cors" })</' + 'script>'], { type: 'text/html' })) })`,
  'images to preload': `add('link', { rel: 'preload', as: 'image', imageSrcset: URL + ' 1x' })`,
  'style sheet of XML': `add('iframe', { src: window.URL.createObjectURL(new Blob(['<?xml version="1.0"?><?xml-stylesheet type="text/css" href="' + URL + '"?><a/>'], { type: 'text/xml' })) })`,
  'object that says to be a drawing': `add('object', { type: 'image/svg+xml', data: URL })`,
  'track of a video': `const track = document.createElement('track'); add('video', { crossOrigin: 'use-credentials' }).append(track); Object.assign(track, { src: URL, default: true }); track.track.mode = 'showing'`,
  'script in a drawing': `const script = document.createElementNS('http://www.w3.org/2000/svg', 'script'); script.setAttribute('href', URL); document.body.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'svg')).append(script)`,
  'frame of a frameset': `add('iframe', { srcdoc: '<frameset><frame src="' + URL + '"></frameset>' })`,
  'WebSocket of a frame without an origin': `add('iframe', { src: 'data:text/html,<script>new WebSocket("' + encodeURIComponent(URL.replace(/^http/, 'ws')) + '")</' + 'script>' })`,
  'report of a policy': `add('iframe', { src: '/answer?name=content-security-policy&value=' + encodeURIComponent("img-src 'none'; report-uri " + URL) })`,
  'frame whose answer refreshes': `add('iframe', { src: '/answer?name=refresh&value=' + encodeURIComponent('0;url=' + URL) })`,
  'preload of an answer': `add('iframe', { src: '/answer?name=link&value=' + encodeURIComponent('<' + URL + '>; rel=preload; as=fetch; crossorigin=use-credentials') })`,
  'form, POST of a frame without an origin': `add('iframe', { sandbox: 'allow-scripts allow-forms', srcdoc: '<form method="post" action="' + URL + '"></form><script>document.forms[0].submit()</' + 'script>' })`,
  'form, sent elsewhere by its button': `const target = 'frame' + Math.random(); add('iframe', { name: target }); const one = add('form', { method: 'post', target }); const button = document.createElement('button'); button.formAction = URL; one.append(button); button.click()`,
}

/** A script that tries a vector. */
export function attempt(vector: string, url: string): string {
  return `(() => {
    const URL = ${JSON.stringify(url)}
    const add = (tag, properties) => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(properties)) element[name] = value
      document.body.append(element)
      return element
    }
    const form = (method, enctype, name = 'frame' + Math.random()) => {
      if (name !== '_blank') add('iframe', { name })
      const { search } = new window.URL(URL)
      const one = add('form', { method, action: URL, target: name })
      if (enctype) one.enctype = enctype
      for (const [key, value] of new URLSearchParams(search)) {
        const input = document.createElement('input')
        Object.assign(input, { name: key, value })
        one.append(input)
      }
      one.submit()
    }
    try {
      const result = (() => { ${vectors[vector]?.startsWith('const') === true ? vectors[vector] : `return ${vectors[vector] ?? ''}`} })()
      if (result instanceof Promise) result.catch(() => undefined)
    } catch {}
  })()`
}
