import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { Browser } from '../browser.ts'
import { Notebook } from './notebook.ts'
import { startNotes } from './notes.ts'
import { notesLogin } from './notes-login.ts'

describe('notes', () => {
  let browser: Browser
  beforeEach(async () => {
    const notes = await startNotes(() => Date.parse('2026-08-04T10:00:00Z'))
    onTestFinished(() => notes.close())
    browser = new Browser(`http://127.0.0.1:${notes.port}`)
  })
  const signIn = () => browser.visit('/login', notesLogin)

  it.each(['/', '/app'])('sends a stranger from %s to the login form', async (path) => {
    expect(await browser.visit(path)).toMatchObject({ status: 303, headers: { location: '/login' } })
  })

  it('shows the form with its password', async () => {
    const { status, body } = await browser.visit('/login')
    expect(status).toBe(200)
    expect(body).toContain('<title>Sign in to Notes</title>')
    expect(body).toContain('action="/login"')
    expect(body).toContain(notesLogin.password)
  })

  it('refuses a wrong password, keeps the user and escapes it', async () => {
    const { status, headers, body } = await browser.visit('/login', { user: '"><script>', password: 'x' })
    expect(status).toBe(401)
    expect(headers['set-cookie']).toBeUndefined()
    expect(body).toContain('do not belong together')
    expect(body).not.toContain('"><script>')
  })

  it('signs in with a cookie for the whole site that scripts cannot read', async () => {
    const { status, headers } = await signIn()
    expect(status).toBe(303)
    expect(headers.location).toBe('/app')
    expect(headers['set-cookie']?.[0]).toMatch(/^notes_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await browser.visit('/')).toMatchObject({ headers: { location: '/app' } })
    expect(await browser.visit('/login')).toMatchObject({ headers: { location: '/app' } })
    expect((await browser.visit('/app')).body).toContain('<title>Notes (3)</title>')
  })

  it('adds and deletes notes', async () => {
    await signIn()
    expect(await browser.visit('/notes', { text: '<b>bold</b>' })).toMatchObject({
      status: 303,
      headers: { location: '/app' },
    })
    const { body } = await browser.visit('/app')
    expect(body).toContain('&#60;b&#62;bold&#60;/b&#62;')
    expect(body).toContain('just now')
    const id = /name="id" value="([^"]+)"/.exec(body)?.[1] ?? ''
    const deleted = await browser.visit('/notes/delete', { id }, { host: 'notes.tools.demo.localhost:8001' })
    expect(deleted.headers.location).toBe('http://notes.tools.demo.localhost:8001/app')
    expect((await browser.visit('/app')).body).not.toContain('bold')
  })

  it('lets nobody write who is not signed in', async () => {
    expect(await browser.visit('/notes', { text: 'x' })).toMatchObject({ headers: { location: '/login' } })
    expect(await browser.visit('/notes/delete', { id: 'x' })).toMatchObject({ headers: { location: '/login' } })
  })

  it('signs out by an absolute redirect to the host it was asked by', async () => {
    await signIn()
    const { headers } = await browser.visit('/logout', {}, { host: 'notes.tools.demo.localhost:8001' })
    expect(headers.location).toBe('http://notes.tools.demo.localhost:8001/login')
    expect(await browser.visit('/app')).toMatchObject({ headers: { location: '/login' } })
  })

  it('has an icon, a stylesheet, and nothing elsewhere', async () => {
    expect((await browser.visit('/favicon.svg')).headers['content-type']).toBe('image/svg+xml')
    expect((await browser.visit('/assets/app.css')).headers['content-type']).toContain('text/css')
    expect((await browser.visit('/nothing')).status).toBe(404)
    expect((await browser.visit('/__proto__')).status).toBe(404)
  })
})

describe('Notebook', () => {
  it('keeps the newest hundred, trimmed and not too long', () => {
    const notebook = new Notebook([{ text: 'old', at: 1 }])
    notebook.add('   ', 2)
    notebook.add(`  ${'x'.repeat(900)} `, 3)
    expect(notebook.all().map(({ text }) => text.length)).toEqual([500, 3])
    for (let count = 0; count < 100; count++) notebook.add('new', 4)
    expect(notebook.all()).toHaveLength(100)
    expect(notebook.all().some(({ text }) => text === 'old')).toBe(false)
  })
})
