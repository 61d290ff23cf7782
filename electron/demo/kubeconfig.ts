/** The names in the demo cluster's kubeconfig. */
export const demoNames = { cluster: 'porthole-demo', context: 'demo', user: 'demo' } as const

/** A kubeconfig (YAML) for the demo cluster. */
export function demoKubeconfig({ server, ca, token }: { server: string; ca: string; token: string }): string {
  const { cluster, context, user } = demoNames
  return `apiVersion: v1
kind: Config
current-context: ${context}
clusters:
  - name: ${cluster}
    cluster:
      server: ${server}
      certificate-authority-data: ${Buffer.from(ca).toString('base64')}
users:
  - name: ${user}
    user:
      token: ${token}
contexts:
  - name: ${context}
    context:
      cluster: ${cluster}
      user: ${user}
`
}
