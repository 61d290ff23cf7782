import type { ClusterEntry, UserEntry } from './kubeconfig.ts'

/**
 * What keeps a user from being used, as client-go's `validateAuthInfo` finds it; undefined where nothing does. Whether
 * files can be read shows when they are.
 */
export function userProblem(user: UserEntry): string | undefined {
  if (user.token && (user.username || user.password)) return 'has a token and a password, where only one may be'
  const certificate = user['client-certificate'] || user['client-certificate-data']
  if (certificate && !user['client-key'] && !user['client-key-data']) return 'has a client certificate without its key'
  // Without `as` the request would go out with all of the user's own rights.
  const asked = Boolean(user['as-uid']) || user['as-groups']?.length || Object.keys(user['as-user-extra'] ?? {}).length
  if (!user.as && asked) return 'impersonates groups, a uid or extras of nobody (no "as")'
  return pluginProblem(user)
}

function pluginProblem({ exec, 'auth-provider': provider }: UserEntry): string | undefined {
  if (!exec) return undefined
  if (provider) return 'has both an exec plugin and an auth-provider'
  if (exec.command === '') return 'has an exec plugin with no command'
  if (!exec.apiVersion) return 'has an exec plugin with no apiVersion'
  if (exec.env?.some(({ name }) => name === '')) return 'has an exec plugin with an environment variable without a name'
  const mode = exec.interactiveMode ?? ''
  // Older versions have a default for it (client-go, `SetDefaults_ExecConfig`).
  if (mode === '' && /\/v1(alpha1|beta1)$/.test(exec.apiVersion)) return undefined
  if (mode === '') return 'has an exec plugin with no interactiveMode, which its apiVersion asks for'
  return ['Never', 'IfAvailable', 'Always'].includes(mode)
    ? undefined
    : `has an exec plugin with the interactiveMode "${mode}" instead of Never, IfAvailable or Always`
}

/** What is wrong with a cluster as the end of a sentence; undefined where nothing is. */
export function clusterProblem(cluster: ClusterEntry): string | undefined {
  const ca = cluster['certificate-authority-data'] || cluster['certificate-authority']
  // Go refuses it (`TLSConfigFor`) where there is TLS: one of the two is a mistake, and which cannot be known.
  const overTls = /^https:/i.test(cluster.server ?? '')
  if (ca && overTls && cluster['insecure-skip-tls-verify'])
    return 'which has a certificate-authority and insecure-skip-tls-verify'
  return proxyProblem(cluster)
}

/** What is wrong with a cluster's `proxy-url`; undefined where nothing is. Never repeats it, as it may have a password. */
export function proxyProblem({ 'proxy-url': url }: ClusterEntry): string | undefined {
  if (!url || (/^(https?|socks5h?):\/\/[^/]/i.test(url) && !/%(?![\da-f]{2})/i.test(url) && URL.canParse(url)))
    return undefined
  return 'whose proxy-url is not a URL of an http, https or socks5 proxy'
}
