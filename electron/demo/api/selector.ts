import type { KubeObject } from './objects.ts'
import { badRequest } from './status.ts'

/** Says whether an object belongs to a selection. */
export type Selector = (object: KubeObject) => boolean

const labelKey = '[A-Za-z0-9][-A-Za-z0-9_./]*'
const labelValue = '[-A-Za-z0-9_.]*'
const exists = new RegExp(`^(!?)\\s*(${labelKey})$`)
const equals = new RegExp(`^(${labelKey})\\s*(==|=|!=)\\s*(${labelValue})$`)
const oneOf = new RegExp(`^(${labelKey})\\s+(in|notin)\\s*\\(\\s*([^()]*?)\\s*\\)$`)

/**
 * A label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, joined by commas (all must hold).
 * As in Kubernetes, `!=` and `notin` also hold where the label is absent. Throws 400 for anything else.
 */
export function labelSelector(text: string): Selector {
  const requirements = splitOutsideParentheses(text).map(labelRequirement)
  return ({ metadata }) => requirements.every((holds) => holds(metadata.labels ?? {}))
}

type Requirement = (labels: Readonly<Record<string, string>>) => boolean

function labelRequirement(text: string): Requirement {
  const [, not, present = ''] = exists.exec(text) ?? []
  if (not !== undefined) return (labels) => present in labels === (not === '')

  const [, key = '', operator, value = ''] = equals.exec(text) ?? []
  if (operator !== undefined) return (labels) => (labels[key] === value) === (operator !== '!=')

  const [, label = '', verb, list = ''] = oneOf.exec(text) ?? []
  if (verb === undefined) throw badRequest(`unable to parse requirement: ${text}`)
  const values = list.split(/\s*,\s*/)
  return (labels) => values.includes(labels[label] ?? absent) === (verb === 'in')
}

/** No label has this value: it holds a character that values cannot. */
const absent = '\0'

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** A field selector on metadata.name and metadata.namespace, with `=`, `==` and `!=`. Throws 400 for other fields. */
export function fieldSelector(text: string): Selector {
  const requirements = splitOutsideParentheses(text).map((part) => {
    const [, field = '', operator = '', value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? []
    if (operator === '') throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`)
    const read = fields[field]
    if (!read) throw badRequest(`field label not supported: ${field}`)
    return (object: KubeObject): boolean => (read(object) === value) === (operator !== '!=')
  })
  return (object) => requirements.every((holds) => holds(object))
}

const fields: Readonly<Record<string, (object: KubeObject) => string>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace ?? '',
}
