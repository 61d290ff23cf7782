import { type Failure, failureKinds } from '../../../shared/failure.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Message } from '../../ui/message.tsx'
import { MonoBlock } from '../../ui/mono-block.tsx'
import { useServices } from './services-store.ts'

/** The cluster is connected, but its list did not come across. */
export function ListFailure({ failure }: { failure: Failure }) {
  const again = useServices((services) => services.again)
  return (
    <Message
      title={failureKinds[failure.code].title}
      hint={failure.hint}
      detail={<MonoBlock>{failure.message}</MonoBlock>}
    >
      <Button look="primary" onClick={again}>
        {strings.tryAgain}
      </Button>
    </Message>
  )
}
