import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AppServer, startHttpApp } from '../app-server.ts'
import { cookieOf, readForm } from '../form.ts'
import { assets, sendAsset, sendNotFound, sendPage } from '../page.ts'
import { Notebook } from './notebook.ts'
import { notesLogin } from './notes-login.ts'
import { appPage, loginPage, notesIcon } from './notes-pages.ts'
import { notesStyle } from './notes-style.ts'

const cookie = 'notes_session'

interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly session: string
  readonly signedIn: boolean
}

type Route = (visit: Visit) => Promise<void> | void

/**
 * An application of the usual kind, which breaks below a path prefix: it lives on root paths, posts forms, keeps a
 * session in a cookie with `Path=/`, and redirects both by path and by absolute URL made from the Host header.
 */
export function startNotes(now: () => number = Date.now): Promise<AppServer> {
  const files = assets(notesIcon, notesStyle)
  const sessions = new Set<string>()
  const all = routes(sessions, firstNotes(now()), now)
  return startHttpApp(async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (sendAsset(response, path, files)) return
    const session = cookieOf(request, cookie) ?? ''
    const route = all[`${request.method ?? 'GET'} ${path}`] ?? (() => sendNotFound(response))
    await route({ request, response, session, signedIn: sessions.has(session) })
  })
}

function firstNotes(now: number): Notebook {
  const hour = 3_600_000
  return new Notebook([
    { text: 'Order a second label printer for the packing table', at: now - 0.6 * hour },
    {
      text: 'Cart has a pod that never becomes ready: ask Ines whether the new probe is too strict',
      at: now - 5 * hour,
    },
    { text: 'Invoices for July go out on Thursday', at: now - 27 * hour },
  ])
}

function routes(sessions: Set<string>, notebook: Notebook, now: () => number): Readonly<Record<string, Route>> {
  const signOut: Route = ({ request, response, session }) => {
    sessions.delete(session)
    const forget = `${cookie}=; Path=/; HttpOnly; Max-Age=0`
    redirect(response, absolute(request, '/login'), { 'set-cookie': forget })
  }
  const onlySignedIn =
    (route: Route): Route =>
    (visit) =>
      visit.signedIn ? route(visit) : redirect(visit.response, '/login')

  return {
    'GET /': ({ response, signedIn }) => redirect(response, signedIn ? '/app' : '/login'),
    'GET /login': ({ response, signedIn }) => {
      if (signedIn) redirect(response, '/app')
      else sendPage(response, loginPage())
    },
    'POST /login': async ({ request, response }) => signIn(await readForm(request), sessions, response),
    'GET /logout': signOut,
    'POST /logout': signOut,
    'GET /app': onlySignedIn(({ response }) => {
      sendPage(response, appPage(notebook.all(), now()), { 'cache-control': 'no-store' })
    }),
    'POST /notes': onlySignedIn(async ({ request, response }) => {
      notebook.add((await readForm(request)).get('text') ?? '', now())
      redirect(response, '/app')
    }),
    'POST /notes/delete': onlySignedIn(async ({ request, response }) => {
      notebook.remove((await readForm(request)).get('id') ?? '')
      redirect(response, absolute(request, '/app'))
    }),
  }
}

function signIn(form: URLSearchParams, sessions: Set<string>, response: ServerResponse): void {
  const user = form.get('user') ?? ''
  if (user !== notesLogin.user || form.get('password') !== notesLogin.password) {
    sendPage(response, { ...loginPage('That user and password do not belong together.', user), status: 401 })
    return
  }
  const session = randomUUID()
  sessions.add(session)
  redirect(response, '/app', { 'set-cookie': `${cookie}=${session}; Path=/; HttpOnly; SameSite=Lax` })
}

/** After a form, as browsers expect it: they follow with GET. */
function redirect(response: ServerResponse, location: string, headers: Record<string, string> = {}): void {
  response.writeHead(303, { location, ...headers }).end()
}

const absolute = (request: IncomingMessage, path: string): string => `http://${request.headers.host ?? ''}${path}`
