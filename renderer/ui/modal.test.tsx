import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Dialog } from './dialog.tsx'
import { followFocus } from './modal.ts'

followFocus()
afterEach(cleanup)

function Window() {
  const [open, setOpen] = useState(false)
  const [menu, setMenu] = useState(true)
  return (
    <>
      <button type="button">Before</button>
      {menu ? (
        <div role="menu">
          <button
            type="button"
            onClick={() => {
              setMenu(false)
              setOpen(true)
            }}
          >
            Name…
          </button>
        </div>
      ) : null}
      <button type="button">After</button>
      {open ? (
        <Dialog title="Name" close={() => setOpen(false)}>
          <input data-autofocus />
        </Dialog>
      ) : null}
    </>
  )
}

test('a dialog that a menu led to gives the focus back to what had it before the menu', () => {
  render(<Window />)
  const before = screen.getByRole('button', { name: 'Before' })
  before.focus()
  const item = screen.getByRole('button', { name: 'Name…' })
  item.focus()
  fireEvent.click(item)
  expect(document.activeElement).toBe(screen.getByRole('textbox'))
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(document.activeElement).toBe(before)
})

test('what took the focus meanwhile keeps it', () => {
  render(<Window />)
  screen.getByRole('button', { name: 'Before' }).focus()
  fireEvent.click(screen.getByRole('button', { name: 'Name…' }))
  const after = screen.getByRole('button', { name: 'After' })
  act(() => after.focus())
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(document.activeElement).toBe(after)
})
