/** The chat's script, as text for the browser. Comes back by itself after a lost connection. */
export const chatScript = `'use strict'
const lines = document.getElementById('lines')
const form = document.getElementById('say')
const input = document.getElementById('text')
const people = document.getElementById('people')
let socket
let wait = 500

function add({ from, text, at, mine }) {
  const last = lines.lastElementChild
  const item = document.createElement('li')
  item.className = mine ? 'mine' : ''
  item.dataset.from = mine ? '' : from
  if (!last || last.dataset.from !== item.dataset.from) {
    const who = document.createElement('span')
    who.className = 'who dim'
    who.textContent = (mine ? 'You' : from) + ', ' + new Date(at).toTimeString().slice(0, 5)
    item.append(who)
  }
  const what = document.createElement('p')
  what.textContent = text
  item.append(what)
  lines.append(item)
  lines.scrollTop = lines.scrollHeight
}

function setOpen(open) {
  for (const field of form.elements) field.disabled = !open
  if (open) input.focus()
}

function connect() {
  socket = new WebSocket(location.protocol.replace('http', 'ws') + '//' + location.host + '/ws')
  socket.onopen = () => { wait = 500; lines.replaceChildren(); setOpen(true) }
  socket.onmessage = ({ data }) => {
    const event = JSON.parse(data)
    if (event.type === 'said') add(event)
    else people.textContent = event.count === 1 ? 'You are alone here: open a second tab' : event.count + ' people'
  }
  socket.onclose = () => {
    setOpen(false)
    people.textContent = 'Connection lost, trying again'
    setTimeout(connect, wait)
    wait = Math.min(wait * 2, 8000)
  }
}

form.onsubmit = (event) => {
  event.preventDefault()
  if (input.value.trim() !== '') socket.send(input.value)
  input.value = ''
}
connect()
`
