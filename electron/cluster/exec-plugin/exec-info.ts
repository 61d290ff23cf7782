import type { KubeContext } from '../kube-context.ts'

/** The name of a cluster's extension that is meant for its exec plugin (client-go, `execConfigKey`). */
const pluginExtension = 'client.authentication.k8s.io/exec'

/**
 * What an exec plugin is told in KUBERNETES_EXEC_INFO: an ExecCredential with a spec, as client-go writes it. It can never
 * ask anything, as Porthole has no terminal.
 *
 * @param ca the cluster's CA in base64, read from its file where it is not inline
 */
export function execInfo({ server, cluster, user: { exec } }: KubeContext, ca: string | undefined): string {
  const told = {
    server,
    ...given('tls-server-name', cluster['tls-server-name']),
    ...given('insecure-skip-tls-verify', cluster['insecure-skip-tls-verify']),
    ...given('certificate-authority-data', ca),
    ...given('proxy-url', cluster['proxy-url']),
    ...given('disable-compression', cluster['disable-compression']),
    config: extensionOf(cluster['extensions']) ?? null,
  }
  return JSON.stringify({
    kind: 'ExecCredential',
    apiVersion: exec?.apiVersion ?? '',
    spec: { ...(exec?.provideClusterInfo && { cluster: told }), interactive: false },
  })
}

function given(key: string, value: unknown): Record<string, unknown> {
  return value ? { [key]: value } : {}
}

function extensionOf(extensions: unknown): unknown {
  if (!Array.isArray(extensions)) return undefined
  const found: unknown = extensions.find(
    (one: unknown) => typeof one === 'object' && one !== null && 'name' in one && one.name === pluginExtension,
  )
  return typeof found === 'object' && found !== null && 'extension' in found ? found.extension : undefined
}
