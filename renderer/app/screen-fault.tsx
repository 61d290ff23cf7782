import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { MonoBlock } from '../ui/mono-block.tsx'
import { run } from './run.ts'
import { strings } from './strings.ts'

interface ScreenFaultProps {
  children: ReactNode
}

/**
 * Holds a screen whose code cannot be had, since Porthole was updated or removed while it ran, or which broke: it says so in
 * its own place, and the rest of the window goes on.
 */
export class ScreenFault extends Component<ScreenFaultProps, { fault: string | null }> {
  override state: { fault: string | null } = { fault: null }

  static getDerivedStateFromError(error: unknown): { fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { fault } = this.state
    if (fault === null) return this.props.children
    const words = isMissing(fault) ? strings.fault.missing : strings.fault.broken
    return (
      <Message title={words.title} hint={words.hint} detail={<MonoBlock>{fault}</MonoBlock>}>
        <Button look="primary" onClick={() => void run('help.restart', undefined)}>
          {strings.fault.restart}
        </Button>
      </Message>
    )
  }
}

/** As Chromium, Firefox and Safari say that a module could not be read. */
export const isMissing = (message: string): boolean =>
  /dynamically imported module|importing a module script failed/i.test(message)
