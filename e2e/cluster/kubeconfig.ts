import { stringify } from 'yaml'

/** How a user of a kubeconfig proves who they are. */
export type Credential = { readonly token: string } | { readonly clientCertificate: string; readonly clientKey: string }

/** One cluster, one user, one context. */
export interface KubeconfigParts {
  readonly contextName: string
  readonly server: string
  /** PEM; embedded, so the file stands alone. */
  readonly certificateAuthority: string
  readonly userName: string
  readonly credential: Credential
}

/** The text of a kubeconfig. */
export function kubeconfigText(parts: KubeconfigParts): string {
  const { contextName, credential } = parts
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': contextName,
    contexts: [{ name: contextName, context: { cluster: contextName, user: parts.userName } }],
    clusters: [
      {
        name: contextName,
        cluster: {
          server: parts.server,
          'certificate-authority-data': base64(parts.certificateAuthority),
        },
      },
    ],
    users: [
      {
        name: parts.userName,
        user:
          'token' in credential
            ? { token: credential.token }
            : {
                'client-certificate-data': base64(credential.clientCertificate),
                'client-key-data': base64(credential.clientKey),
              },
      },
    ],
  })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
