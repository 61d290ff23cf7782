/**
 * A scalar as go-yaml 2 resolves it (`resolve.go`): YAML 1.1 without base-60 numbers, and with dates as words. Throws an
 * Error that says what is wrong with it as the rest of a sentence.
 *
 * @param plain without quotes and not a block
 * @param tag whole, as `tag:yaml.org,2002:int`; undefined where there is none
 */
export function goScalar(source: string, plain: boolean, tag: string | undefined): unknown {
  if (tag === undefined) return plain ? resolved(source) : source
  const kind = tag.startsWith(standard) ? tag.slice(standard.length) : ''
  if (kind === 'binary') return binary(source)
  if (!resolvable.has(kind) || kind === 'str') return source
  const value = resolved(source)
  const isKind = kindOf(value) === kind || (kind === 'timestamp' && isDate.test(source))
  if (isKind || (kind === 'float' && kindOf(value) === 'int')) return value
  throw new Error(`is not what its tag says (!!${kind})`)
}

const standard = 'tag:yaml.org,2002:'
const resolvable = new Set(['str', 'bool', 'int', 'float', 'null', 'timestamp'])
const isDate = /^\d{4}-\d/

const words = new Map<string, unknown>([
  ...spellings(true, 'y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'),
  ...spellings(false, 'n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'),
  ...spellings(null, '', '~', 'null', 'Null', 'NULL'),
  ...spellings(Number.NaN, '.nan', '.NaN', '.NAN'),
  ...spellings(Number.POSITIVE_INFINITY, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'),
  ...spellings(Number.NEGATIVE_INFINITY, '-.inf', '-.Inf', '-.INF'),
])

function spellings(value: unknown, ...list: string[]): [string, unknown][] {
  return list.map((word) => [word, value])
}

function resolved(source: string): unknown {
  if (words.has(source)) return words.get(source)
  if (/^\.\d/.test(source)) return float(source) ?? source
  if (!/^[-+\d]/.test(source)) return source
  const digits = source.replaceAll('_', '')
  return int(digits) ?? float(digits) ?? source
}

const literal = /^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/

/** Go's `ParseInt` with base 0, and `ParseUint`; undefined for what is none or does not fit. */
function int(digits: string): bigint | undefined {
  const [, sign = '', size = ''] = literal.exec(digits) ?? []
  if (size === '') return undefined
  const value = BigInt(size.replace(/^0(?=[0-7])/, '0o'))
  if (sign === '-') return value <= 2n ** 63n ? -value : undefined
  return value < 2n ** (sign === '+' ? 63n : 64n) ? value : undefined
}

function float(digits: string): number | undefined {
  if (!/^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits)) return undefined
  const value = Number(digits)
  return Number.isFinite(value) ? value : undefined
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'bigint') return 'int'
  return typeof value === 'number' ? 'float' : 'str'
}

function binary(source: string): string {
  const text = source.replace(/[\r\n]/g, '')
  if (!/^(?:[\w+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text) || text.includes('_'))
    throw new Error('is not base64, as its tag says (!!binary)')
  return Buffer.from(text, 'base64').toString('utf8')
}
