import { z } from 'zod'
import { plainText } from './plain-text.ts'

/** Who refused, or where the way broke off: what a person must look at first. */
export type Culprit = 'this-computer' | 'kubeconfig' | 'network' | 'api-server' | 'service' | 'request'

interface FailureKind {
  who: Culprit
  /** One line that says what is wrong. */
  title: string
  /** What to do about it. */
  hint: string
}

/** Every failure that Porthole can show or answer, by code. The text of the API server or the network comes beside it. */
export const failureKinds = {
  'kubeconfig-missing': {
    who: 'kubeconfig',
    title: 'The kubeconfig file does not exist',
    hint: 'Check the path given with --kubeconfig or in KUBECONFIG; --demo needs none.',
  },
  'kubeconfig-invalid': {
    who: 'kubeconfig',
    title: 'The kubeconfig cannot be read',
    hint: 'Mend the file at that line; `kubectl config view` reads the same files.',
  },
  'context-unknown': {
    who: 'kubeconfig',
    title: 'The kubeconfig has no such context',
    hint: 'Choose one of the contexts it has; `kubectl config get-contexts` lists them.',
  },
  'context-incomplete': {
    who: 'kubeconfig',
    title: 'The context is incomplete',
    hint: 'Mend that in the kubeconfig, or choose another context.',
  },
  'credentials-unavailable': {
    who: 'this-computer',
    title: 'The credentials could not be obtained',
    hint: 'Run the sign-in command of the kubeconfig in a terminal and see what it says; then try again.',
  },
  'credentials-rejected': {
    who: 'api-server',
    title: 'The API server does not accept the credentials',
    hint: 'The token or certificate has expired or is wrong. Sign in again, then try again.',
  },
  forbidden: {
    who: 'api-server',
    title: 'The cluster does not allow this',
    hint: 'Ask for the right that the message names, or use a user that has it.',
  },
  'dns-failed': {
    who: 'network',
    title: 'The API server’s host name cannot be resolved',
    hint: 'Check the server address in the kubeconfig, the network and the VPN.',
  },
  'connection-refused': {
    who: 'network',
    title: 'Nothing answers at the API server’s address',
    hint: 'Start the cluster, or check the server address in the kubeconfig.',
  },
  'connection-timeout': {
    who: 'network',
    title: 'The API server does not answer in time',
    hint: 'Check the network and the VPN; the cluster may be stopped or behind a firewall.',
  },
  'connection-lost': {
    who: 'network',
    title: 'The connection to the API server broke off',
    hint: 'Porthole tries again by itself.',
  },
  'proxy-failed': {
    who: 'network',
    title: 'The proxy does not lead to the API server',
    hint: 'Check proxy-url in the kubeconfig, or HTTPS_PROXY and NO_PROXY, and that the proxy runs.',
  },
  'tls-untrusted': {
    who: 'network',
    title: 'The API server’s certificate is not trusted',
    hint: 'Check certificate-authority-data and tls-server-name in the kubeconfig; a proxy may be intercepting TLS.',
  },
  'not-kubernetes': {
    who: 'network',
    title: 'What answers is not a Kubernetes API server',
    hint: 'Check the server address in the kubeconfig.',
  },
  'cluster-too-large': {
    who: 'api-server',
    title: 'The cluster has more Services than Porthole keeps',
    hint: 'Those that are here work. Porthole looks again by itself.',
  },
  'api-server-error': {
    who: 'api-server',
    title: 'The API server has a problem',
    hint: 'Porthole tries again by itself; the cluster’s administrators can see more in its log.',
  },
  'no-endpoints': {
    who: 'service',
    title: 'Nothing is ready behind this Service',
    hint: 'It has no Pod that is ready. Look with `kubectl get pods`; try again when one is.',
  },
  'no-pods': {
    who: 'service',
    title: 'The endpoints of this Service are not Pods',
    hint: 'The API server leads to Pods alone. Reach such an address directly; that of `kubernetes` in `default` is the API server itself.',
  },
  'no-such-service': {
    who: 'service',
    title: 'There is no such Service',
    hint: 'It may have been deleted, or the name or namespace is different.',
  },
  'no-such-port': {
    who: 'service',
    title: 'The Service has no such port',
    hint: 'Choose one of the ports it has.',
  },
  'not-proxied': {
    who: 'service',
    title: 'The API server does not proxy to this kind of Service',
    hint: 'An ExternalName Service is only a name for a host elsewhere: open that host directly.',
  },
  'wrong-scheme': {
    who: 'service',
    title: 'The port speaks TLS, but was asked in plain HTTP, or the other way round',
    hint: 'Open it with the other scheme.',
  },
  'not-http': {
    who: 'service',
    title: 'The port does not speak HTTP',
    hint: 'Forward it to this computer and use a client of its own protocol.',
  },
  'authorization-kept': {
    who: 'api-server',
    title: 'The Service needs Authorization, which the API server’s proxy keeps to itself',
    hint: 'A port-forward lets it through: ask for the right to create pods/portforward, then try again.',
  },
  'query-dropped': {
    who: 'api-server',
    title: 'The Service needs the query of its WebSocket, which the API server’s proxy drops',
    hint: 'A port-forward lets it through: ask for the right to create pods/portforward, then try again.',
  },
  'encoding-broken': {
    who: 'api-server',
    title: 'The API server’s proxy cannot pass on this page',
    hint: 'A port-forward passes it as it is. Without the right to create pods/portforward, ask for it; then try again.',
  },
  'service-unreachable': {
    who: 'service',
    title: 'The API server cannot reach the Service',
    hint: 'The Pod may be starting, or a network policy may be in the way. Try again.',
  },
  'service-timeout': {
    who: 'service',
    title: 'The Service does not answer in time',
    hint: 'The application may be busy or stuck. Try again; its own log may say more.',
  },
  'too-many-connections': {
    who: 'request',
    title: 'Too many requests and WebSockets are open',
    hint: 'Close pages of this Service, or end the program that opens so many, then try again.',
  },
  'head-too-large': {
    who: 'request',
    title: 'The head of the request is too large',
    hint: 'Cookies usually make up most of it: delete those of this host name, then try again.',
  },
  'request-malformed': {
    who: 'request',
    title: 'The request is not proper HTTP',
    hint: 'Send it as HTTP/1.1, its head within 20 seconds.',
  },
  'cluster-unknown': {
    who: 'request',
    title: 'No cluster has this name here',
    hint: 'Its context may be gone from the kubeconfig. Put it back there, or copy the URL again from Porthole.',
  },
  'cluster-unavailable': {
    who: 'request',
    title: 'This cluster is not connected',
    hint: 'Connect it in Porthole, then try again.',
  },
  'host-refused': {
    who: 'request',
    title: 'This host name is not Porthole’s',
    hint: 'Use a URL as Porthole copies it.',
  },
  'site-refused': {
    who: 'request',
    title: 'Another site made this request',
    hint: 'Porthole answers only pages of the same Service. Open the URL directly.',
  },
  'path-refused': {
    who: 'request',
    title: 'Porthole serves Services only',
    hint: 'Use /api/v1/namespaces/NAMESPACE/services/[https:]NAME[:PORT]/proxy/ or the Service’s own origin.',
  },
  'read-only': {
    who: 'request',
    title: 'This cluster is read-only in Porthole',
    hint: 'Allow changes for it in Porthole’s list of clusters, then try again.',
  },
  'method-refused': {
    who: 'request',
    title: 'This method is not proxied',
    hint: 'The service proxy carries GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE; a port-forward carries others too.',
  },
  'port-taken': {
    who: 'this-computer',
    title: 'The port cannot be used',
    hint: 'Choose another port with --port, or end the program that uses it.',
  },
  'import-invalid': {
    who: 'this-computer',
    title: 'This file cannot be imported',
    hint: 'Choose a file that Porthole has exported, or a settings.json of another computer. Nothing was changed.',
  },
  'export-failed': {
    who: 'this-computer',
    title: 'The file could not be written',
    hint: 'Choose another place, one that you may write to.',
  },
  'settings-invalid': {
    who: 'this-computer',
    title: 'The settings could not be read or kept',
    hint: 'Mend or remove the file named below, then start Porthole again.',
  },
  'update-unreachable': {
    who: 'network',
    title: 'The release feed does not answer',
    hint: 'Check the network, then check for updates again. This Porthole works on as it is.',
  },
  'update-feed-invalid': {
    who: 'network',
    title: 'What answers is not Porthole’s release feed',
    hint: 'A sign-in page of the network or a proxy may be in the way. Nothing was downloaded.',
  },
  'update-unsigned': {
    who: 'network',
    title: 'The release is not signed by Porthole',
    hint: 'Nothing was downloaded. Somebody may stand between you and the feed: try from another network.',
  },
  'update-unsuitable': {
    who: 'network',
    title: 'The release has no file for this kind of installation',
    hint: 'Get it from its page, as you got this one.',
  },
  'update-corrupt': {
    who: 'network',
    title: 'The download is not what the signed release says',
    hint: 'It was deleted and nothing was changed. Try again; if it stays, report it.',
  },
  'update-interrupted': {
    who: 'network',
    title: 'The download broke off',
    hint: 'Nothing was changed. Try again.',
  },
  'update-no-space': {
    who: 'this-computer',
    title: 'The disk is full',
    hint: 'Make room, then download again. Nothing was changed.',
  },
  'update-not-installed': {
    who: 'this-computer',
    title: 'The update could not be put in place',
    hint: 'Get the release from its page, or see that you may write where Porthole is.',
  },
  'input-invalid': {
    who: 'request',
    title: 'The input is not valid',
    hint: 'Check what was entered.',
  },
  internal: {
    who: 'this-computer',
    title: 'Porthole made a mistake',
    hint: 'Try again; if it stays, report it with the message below.',
  },
} as const satisfies Record<string, FailureKind>

export type FailureCode = keyof typeof failureKinds

const codes = Object.keys(failureKinds) as [FailureCode, ...FailureCode[]]

/** A failure as it crosses every edge: IPC, the failure page, the JSON answer, headless output. */
export const failureSchema = z.object({
  code: z.enum(codes),
  /** The sentence for this case: usually what the API server, the network or the parser said. */
  message: z.string(),
  hint: z.string(),
})
export type Failure = z.infer<typeof failureSchema>

/** A failure of a kind, with the message of this case (the kind's own title when there is none or it is empty) and the kind's hint. */
export function failure(code: FailureCode, message?: string, hint?: string): Failure {
  const kind = failureKinds[code]
  return { code, message: message || `${kind.title}.`, hint: hint ?? kind.hint }
}

/** An exception that carries a {@link Failure} to the edge where it becomes a value. */
export class FailureError extends Error {
  readonly failure: Failure
  constructor(code: FailureCode, message?: string, options: { hint?: string; cause?: unknown } = {}) {
    const value = failure(code, message, options.hint)
    super(value.message, { cause: options.cause })
    this.name = 'FailureError'
    this.failure = value
  }
}

/** Any thrown value as a {@link Failure}; what nobody foresaw becomes `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  return failure('internal', error instanceof Error ? error.message : String(error))
}

/** One line for a terminal or a log: title, what was said, what to do. */
export function failureLine({ code, message, hint }: Failure): string {
  const { title } = failureKinds[code]
  // Plugins and parsers speak in several lines, and servers may say what a terminal takes for commands.
  const said = plainText(message)
  return said.startsWith(title) ? `${said} ${hint}` : `${title}: ${said.replace(/\.?$/, '.')} ${hint}`
}
