import { icon } from '../page.ts'

export const chatIcon = icon(
  '#0b66c9',
  '<path d="M4 5h16v11h-8l-5 4v-4H4z"/><path d="M8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01"/>',
)

export const chatMarkup = `
<header class="top">
  <img class="sign" src="/favicon.svg" alt="">
  <h1>Chat</h1>
  <span class="dim" id="people" role="status">Connecting</span>
</header>
<main>
  <ol id="lines" aria-live="polite" aria-label="Messages"></ol>
  <form id="say">
    <label class="hidden" for="text">Message</label>
    <input id="text" autocomplete="off" maxlength="500" placeholder="Write a message" disabled>
    <button class="primary" disabled>Send</button>
  </form>
</main>`
