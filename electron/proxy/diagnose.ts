import { failure, type Failure, type FailureCode } from '../../shared/failure.ts'
import type { Status } from '../cluster/api-failure.ts'
import type { Listed } from './exchange.ts'

/** What the API server's sentence shows, first match wins. The sentences are those of apiserver and Go's net/http. */
const sentences: readonly [RegExp, FailureCode][] = [
  // It has the page, and cannot rewrite it (apimachinery, util/proxy/transport.go).
  [/^errorf making gzip reader: |^flate: corrupt input/, 'encoding-broken'],
  [/no service port .* found for service/, 'no-such-port'],
  [/no endpoints available for service/, 'no-endpoints'],
  [/services ".*" not found/, 'no-such-service'],
  [/namespaces ".*" not found/, 'no-such-service'],
  [/server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/, 'wrong-scheme'],
  [/malformed HTTP (response|version|status)|malformed MIME header|transport connection broken|: EOF$/, 'not-http'],
  [/error trying to reach service/, 'service-unreachable'],
]

/**
 * What a failing Status of the API server means for somebody who wanted to see a Service.
 *
 * @param listed whether the cluster's list has the Service; undefined when the list does not tell. From 1.37 a Service
 * that does not exist is answered like one without endpoints, and so is one whose endpoints are addresses and not Pods:
 * `default/kubernetes` of every cluster.
 */
export function diagnose(code: number, status: Status, listed: Listed): Failure {
  const message = status.message ?? ''
  if (code === 401) return failure('credentials-rejected', message)
  if (code === 403) return failure('forbidden', message)
  const [, found = 'api-server-error'] = sentences.find(([sentence]) => sentence.test(message)) ?? []
  // It says the same of a Service without endpoints, and would seem to contradict the title.
  if (found === 'no-endpoints' && listed === false) return failure('no-such-service', `The API server says: ${message}`)
  return failure(found === 'no-endpoints' && listed === 'ready' ? 'no-pods' : found, message)
}
