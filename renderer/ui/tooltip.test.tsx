import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Tooltip, TooltipProvider } from './tooltip.tsx'

test('goes with a pointer that jumps away and moves over this page no more', async () => {
  render(
    <TooltipProvider>
      <Tooltip text="What it does">
        <button type="button">It</button>
      </Tooltip>
    </TooltipProvider>,
  )
  const button = screen.getByRole('button')
  fireEvent.pointerMove(button)
  expect((await screen.findByRole('tooltip')).textContent).toBe('What it does')
  fireEvent.pointerLeave(button)
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull())
})
