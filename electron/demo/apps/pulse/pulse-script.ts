/**
 * The dashboard's script, as text for the browser: it is never run in Node. Draws a dozen times a second while it is
 * looked at (the window moves four pixels a second, more would be wasted), once per sample where motion is reduced.
 */
export const pulseScript = `'use strict'
const windowMs = 300000
const lagMs = 1300 // draw this far behind the clock, so that the newest point has arrived
const calm = matchMedia('(prefers-reduced-motion: reduce)')
const byId = (id) => document.getElementById(id)
const format = (value) => value >= 100 ? value.toFixed(0) : value.toFixed(1)

let samples = []
let clockOffset = 0
const charts = []

function chart(id, names, read, withValues = true) {
  const canvas = byId(id)
  const legend = byId(id + '-legend')
  legend.replaceChildren(...names.map((name, index) => {
    const item = document.createElement('li')
    const mark = document.createElement('i')
    mark.style.background = 'var(--s' + index + ')'
    item.append(mark, name, ...withValues ? [document.createElement('b')] : [])
    return item
  }))
  return { id, canvas, names, read, values: [...legend.querySelectorAll('b')], top: 1, hover: null }
}

function niceStep(value) {
  const power = 10 ** Math.floor(Math.log10(value || 1))
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value)
}

function draw(chart, now) {
  const { canvas } = chart
  const ratio = devicePixelRatio || 1
  const width = canvas.clientWidth
  const height = canvas.clientHeight
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
  }
  const style = getComputedStyle(document.documentElement)
  const colour = (name) => style.getPropertyValue(name).trim()
  const context = canvas.getContext('2d')
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  const left = 36, bottom = 20, plotWidth = width - left, plotHeight = height - bottom - 6
  const x = (at) => left + plotWidth * (1 - (now - at) / windowMs)
  const most = Math.max(...samples.map((sample) => Math.max(...chart.read(sample)))) * 1.04
  const step = niceStep(most / 4.5)
  const highest = Math.ceil(most / step) * step
  chart.top += (highest - chart.top) * (calm.matches || chart.top === 1 ? 1 : 0.25)
  const y = (value) => 6 + plotHeight * (1 - value / chart.top)

  context.font = '11px system-ui, sans-serif'
  context.fillStyle = colour('--dim')
  context.strokeStyle = colour('--line-soft')
  context.lineWidth = 1
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (let value = 0; value <= highest; value += step) {
    const at = Math.round(y(value)) + 0.5
    context.beginPath(); context.moveTo(left, at); context.lineTo(width, at); context.stroke()
    context.fillText(Number(value.toFixed(1)), left - 8, at)
  }
  context.textBaseline = 'alphabetic'
  context.textAlign = 'center'
  for (let minute = Math.ceil((now - windowMs) / 60000) * 60000; minute <= now; minute += 60000) {
    const at = x(minute)
    if (at < left + 16 || at > width - 16) continue
    context.fillText(new Date(minute).toTimeString().slice(0, 5), at, height - 4)
  }

  context.save()
  context.beginPath(); context.rect(left, 0, plotWidth, height); context.clip()
  context.lineWidth = 1.75
  context.lineJoin = 'round'
  chart.names.forEach((_, index) => {
    const path = new Path2D()
    let previous
    for (const sample of samples) {
      const point = [x(sample.at), y(chart.read(sample)[index])]
      if (!previous) path.moveTo(...point)
      else path.quadraticCurveTo(...previous, (previous[0] + point[0]) / 2, (previous[1] + point[1]) / 2)
      previous = point
    }
    if (index === 0 && chart.id === 'requests') {
      const area = new Path2D(path)
      area.lineTo(previous[0], y(0)); area.lineTo(x(samples[0].at), y(0))
      const shade = context.createLinearGradient(0, y(highest), 0, y(0))
      shade.addColorStop(0, colour('--s0') + '2e'); shade.addColorStop(1, colour('--s0') + '00')
      context.fillStyle = shade
      context.fill(area)
    }
    context.strokeStyle = colour('--s' + index)
    context.stroke(path)
  })
  context.restore()
  if (chart.hover !== null) drawHover(chart, context, { x, y, left, plotWidth, plotHeight, now, colour })
}

function drawHover(chart, context, { x, y, left, plotWidth, plotHeight, now, colour }) {
  const at = now - windowMs * (1 - (chart.hover - left) / plotWidth)
  const sample = samples.reduce((best, one) => Math.abs(one.at - at) < Math.abs(best.at - at) ? one : best, samples[0])
  const line = x(sample.at)
  context.strokeStyle = colour('--line')
  context.lineWidth = 1.5
  context.beginPath(); context.moveTo(line, 6); context.lineTo(line, 6 + plotHeight); context.stroke()
  chart.read(sample).forEach((value, index) => {
    context.fillStyle = colour('--s' + index)
    context.beginPath(); context.arc(line, y(value), 3, 0, 7); context.fill()
  })
  const tip = byId(chart.id + '-tip')
  const time = document.createElement('div')
  time.textContent = new Date(sample.at).toTimeString().slice(0, 8)
  tip.replaceChildren(time, ...chart.names.map((name, index) => {
    const row = document.createElement('div'), mark = document.createElement('i'), value = document.createElement('b')
    mark.style.background = 'var(--s' + index + ')'
    value.textContent = format(chart.read(sample)[index])
    row.append(mark, name, value)
    return row
  }))
  const right = line > left + plotWidth / 2
  tip.style.left = right ? 'auto' : line + 12 + 'px'
  tip.style.right = right ? left + plotWidth - line + 12 + 'px' : 'auto'
}

let drawnAt = 0
function frame(time) {
  if (!calm.matches) requestAnimationFrame(frame)
  if (samples.length < 2 || (time - drawnAt < 80 && !calm.matches)) return
  drawnAt = time
  const now = calm.matches ? samples.at(-1).at : Date.now() + clockOffset - lagMs
  charts.forEach((chart) => draw(chart, now))
}

const sum = (values) => values.reduce((total, value) => total + value, 0)
const mean = (read) => sum(samples.map(read)) / samples.length

function show(id, read, decimals) {
  byId(id).textContent = read(samples.at(-1)).toFixed(decimals)
  byId(id + '-note').textContent = mean(read).toFixed(decimals) + ' on average'
}

function update() {
  const latest = samples.at(-1)
  show('rate', (sample) => sum(sample.requests), 0)
  show('p95', (sample) => sample.latency[1], 0)
  show('errors', (sample) => sample.errors * 100, 2)
  show('cores', (sample) => sum(sample.cpu) / 1000, 2)
  for (const { read, values } of charts) values.forEach((value, index) => { value.textContent = format(read(latest)[index]) })
  document.querySelectorAll('#pods tr').forEach((row, index) => {
    const [cpu, memory] = row.querySelectorAll('.bar i')
    const [cores, bytes] = row.querySelectorAll('.num')
    cpu.style.width = Math.min(100, latest.cpu[index] / 2.5) + '%'
    memory.style.width = Math.min(100, latest.memory[index] / 2.56) + '%'
    cores.textContent = latest.cpu[index].toFixed(0)
    bytes.textContent = latest.memory[index].toFixed(0)
  })
  if (calm.matches) frame(performance.now())
}

function tablePods(pods) {
  byId('pods').replaceChildren(...pods.map((pod, index) => {
    const row = document.createElement('tr')
    row.innerHTML = '<td class="mono"></td><td><div class="bar"><i></i></div></td><td class="num"></td><td><div class="bar"><i></i></div></td><td class="num"></td>'
    row.cells[0].textContent = pod
    row.querySelector('.bar i').style.background = 'var(--s' + index + ')'
    return row
  }))
}

function setLive(state, text) {
  byId('live').className = 'live ' + state
  byId('live').lastElementChild.textContent = text
}

const events = new EventSource('/events')
events.addEventListener('history', (event) => {
  const history = JSON.parse(event.data)
  samples = history.samples
  clockOffset = samples.at(-1).at - Date.now()
  tablePods(history.pods)
  charts.splice(0, 3,
    chart('requests', history.services, (sample) => sample.requests),
    chart('latency', ['p50', 'p95', 'p99'], (sample) => sample.latency),
    chart('cpu', history.pods, (sample) => sample.cpu, false))
  for (const one of charts) {
    one.canvas.onpointermove = (event) => { one.hover = event.offsetX; byId(one.id + '-tip').hidden = event.offsetX < 36 }
    one.canvas.onpointerleave = () => { one.hover = null; byId(one.id + '-tip').hidden = true }
  }
  setLive('on', 'Live')
  update()
})
events.addEventListener('sample', (event) => {
  samples.push(JSON.parse(event.data))
  while (samples.length > 0 && samples[0].at < samples.at(-1).at - windowMs - 5000) samples.shift()
  update()
})
events.onerror = () => setLive('off', 'Reconnecting')
requestAnimationFrame(frame)
`
