import { escapeHtml, icon, type Page } from '../page.ts'
import type { Note } from './notebook.ts'
import { notesLogin } from './notes-login.ts'

export const notesIcon = icon('#b06a00', '<path d="M6 3h9l5 5v13H6z"/><path d="M14 3v6h6M9.5 13h7M9.5 17h4.5"/>')

/** The form at `/login`, with what is wrong where something is. */
export function loginPage(problem?: string, user = ''): Page {
  return {
    title: 'Sign in to Notes',
    body: `<main class="login">
  <form method="post" action="/login">
    <img class="sign" src="/favicon.svg" alt="">
    <h1>Sign in to Notes</h1>
    ${problem === undefined ? '' : `<p class="problem" role="alert">${escapeHtml(problem)}</p>`}
    <label>User<input name="user" autocomplete="username" autocapitalize="none" value="${escapeHtml(user)}" required${user === '' ? ' autofocus' : ''}></label>
    <label>Password<input name="password" type="password" autocomplete="current-password" required${user === '' ? '' : ' autofocus'}></label>
    <button class="primary">Sign in</button>
    <p class="hint dim">In this demo: <code>${notesLogin.user}</code> with password <code>${notesLogin.password}</code></p>
  </form>
</main>`,
  }
}

/** The notes at `/app`. */
export function appPage(notes: readonly Note[], now: number): Page {
  return {
    title: `Notes (${notes.length})`,
    body: `<header class="top">
  <img class="sign" src="/favicon.svg" alt="">
  <h1>Notes</h1>
  <span class="dim who">${notesLogin.user}</span>
  <form method="post" action="/logout"><button>Sign out</button></form>
</header>
<main class="notes">
  <form class="add" method="post" action="/notes">
    <label for="text">New note</label>
    <textarea id="text" name="text" rows="2" maxlength="500" required placeholder="What should not be forgotten?"></textarea>
    <button class="primary">Add note</button>
  </form>
  ${notes.length === 0 ? '<p class="empty dim">No notes. The first one you add appears here.</p>' : `<ul>${notes.map((note) => item(note, now)).join('')}</ul>`}
</main>`,
  }
}

const item = ({ id, text, at }: Note, now: number): string => `
    <li>
      <p>${escapeHtml(text)}</p>
      <time class="dim" datetime="${new Date(at).toISOString()}">${ago(now - at)}</time>
      <form method="post" action="/notes/delete"><input type="hidden" name="id" value="${id}"><button aria-label="Delete this note" title="Delete this note"><svg viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18"/></svg></button></form>
    </li>`

function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${minutes} min ago`
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / (24 * 60))} d ago`
}
