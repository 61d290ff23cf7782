import { X } from 'lucide-react'
import { useRef } from 'react'
import type { ClusterSummary } from '../../../shared/app-state.ts'
import type { NamespaceState } from '../../../shared/namespaces.ts'
import { run } from '../../app/run.ts'
import { strings } from '../../app/strings.ts'
import { Dot, type DotShape, type DotTone } from '../../ui/dot.tsx'
import { NamespaceField } from './namespace-field.tsx'
import styles from './namespaces-bar.module.css'

interface NamespacesBarProps {
  cluster: ClusterSummary
  namespaces: readonly NamespaceState[]
}

const words = strings.namespaces

/** For a user who may not list all namespaces: which are listed, which of them are refused, and a field for more. */
export function NamespacesBar({ cluster: { id }, namespaces }: NamespacesBarProps) {
  const names = namespaces.map(({ namespace }) => namespace)
  const field = useRef<HTMLInputElement>(null)
  const list = (wanted: string[]) => run('cluster.setNamespaces', { cluster: id, namespaces: wanted })
  const add = async (name: string) => (await list([...names, name])) !== undefined
  const remove = (name: string) => {
    // The button goes, and the focus must not go with it.
    field.current?.focus()
    void list(names.filter((one) => one !== name))
  }
  return (
    <section className={styles['bar']} aria-label={words.label}>
      <span className={styles['why']}>{names.length === 0 ? words.none : words.why}</span>
      <ul className={styles['list']}>
        {namespaces.map((one) => (
          <Namespace key={one.namespace} state={one} remove={remove} />
        ))}
      </ul>
      <NamespaceField names={names} add={add} label={words.field} field={field} />
    </section>
  )
}

function Namespace({ state, remove }: { state: NamespaceState; remove: (name: string) => void }) {
  const { namespace, failure } = state
  const { dot, said } = look(state)
  return (
    <li className={styles['namespace']} title={failure?.message}>
      <Dot {...dot} />
      {namespace}
      {said === '' ? null : <span className={styles['said']}>{said}</span>}
      <button
        type="button"
        className={styles['remove']}
        aria-label={words.remove(namespace)}
        onClick={() => remove(namespace)}
      >
        <X size={12} strokeWidth={2} aria-hidden />
      </button>
    </li>
  )
}

function look({ phase, failure }: NamespaceState): { dot: { shape: DotShape; tone: DotTone }; said: string } {
  if (phase === 'listed') return { dot: { shape: 'full', tone: 'ok' }, said: '' }
  if (phase === 'listing') return { dot: { shape: 'busy', tone: 'accent' }, said: words.listing }
  const said = failure?.code === 'forbidden' ? words.forbidden : words.failed
  return { dot: { shape: 'cross', tone: 'bad' }, said }
}
