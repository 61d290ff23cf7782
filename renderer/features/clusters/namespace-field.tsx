import { type RefObject, type SyntheticEvent, useId, useState } from 'react'
import { isNamespace, mostNamespaces } from '../../../shared/namespaces.ts'
import { strings } from '../../app/strings.ts'
import { Button } from '../../ui/button.tsx'
import styles from './namespaces-bar.module.css'

interface NamespaceFieldProps {
  names: readonly string[]
  /** Takes the name in; false keeps it in the field. */
  add: (name: string) => Promise<boolean>
  label: string
  field: RefObject<HTMLInputElement | null>
  /** The id of what more there is to say of it. */
  describedBy?: string
}

const words = strings.namespaces

/** A field for one more namespace, which says at once what is wrong with it. */
export function NamespaceField({ names, add, label, field, describedBy }: NamespaceFieldProps) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const id = useId()
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    const name = typed.trim()
    if (name === '') return
    if (!isNamespace(name)) setProblem(words.invalid(name))
    else if (names.includes(name)) setProblem(words.known(name))
    else if (names.length >= mostNamespaces) setProblem(words.many(mostNamespaces))
    else if (await add(name)) setTyped('')
  }
  return (
    <>
      <form className={styles['form']} onSubmit={(event) => void submit(event)}>
        <input
          ref={field}
          aria-label={label}
          aria-invalid={problem !== ''}
          aria-describedby={problem === '' ? describedBy : id}
          placeholder={words.placeholder}
          spellCheck={false}
          autoCapitalize="off"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            setProblem('')
          }}
        />
        <Button size="small" type="submit">
          {words.add}
        </Button>
      </form>
      {problem === '' ? null : (
        <span id={id} role="alert" className={styles['problem']}>
          {problem}
        </span>
      )}
    </>
  )
}
