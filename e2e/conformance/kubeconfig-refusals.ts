/** A kubeconfig that one or both refuse: what each of them says about its context x. */
export interface Refusal {
  name: string
  text: string
  kubectl: RegExp
  porthole: RegExp
}

const server = 'https://127.0.0.1:1'
const v1 = 'client.authentication.k8s.io/v1'
const config = (cluster: object, user: object): string =>
  JSON.stringify({
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster }],
    users: [{ name: 'u', user }],
  })
const user = (entry: object): string => config({ server }, entry)
const cluster = (entry: object): string => config({ server, ...entry }, { token: 't' })

export const refusedByBoth: readonly Refusal[] = [
  {
    name: 'a token and a password',
    text: user({ token: 't', username: 'a', password: 'b' }),
    kubectl: /more than one authentication method/,
    porthole: /has a token and a password/,
  },
  {
    name: 'a client certificate without its key',
    text: user({ 'client-certificate-data': 'YQ==' }),
    kubectl: /client-key-data or client-key must be specified/,
    porthole: /client certificate without its key/,
  },
  {
    name: 'an exec plugin without a command',
    text: user({ exec: { apiVersion: v1, interactiveMode: 'Never' } }),
    kubectl: /command must be specified/,
    porthole: /no command/,
  },
  {
    name: 'an exec plugin without a version',
    text: user({ exec: { command: 'x', interactiveMode: 'Never' } }),
    kubectl: /apiVersion must be specified/,
    porthole: /no apiVersion/,
  },
  {
    name: 'an exec plugin of v1 that does not say whether it asks',
    text: user({ exec: { command: 'x', apiVersion: v1 } }),
    kubectl: /interactiveMode must be specified/,
    porthole: /no interactiveMode/,
  },
  {
    name: 'an unknown interactiveMode',
    text: user({ exec: { command: 'x', apiVersion: v1, interactiveMode: 'Maybe' } }),
    kubectl: /invalid interactiveMode/,
    porthole: /interactiveMode "Maybe"/,
  },
  {
    name: 'a variable without a name',
    text: user({ exec: { command: 'x', apiVersion: v1, interactiveMode: 'Never', env: [{ value: 'x' }] } }),
    kubectl: /env variable name must be specified/,
    porthole: /variable without a name/,
  },
  {
    name: 'an exec plugin and an auth provider',
    text: user({ exec: { command: 'x', apiVersion: v1, interactiveMode: 'Never' }, 'auth-provider': { name: 'oidc' } }),
    kubectl: /authProvider cannot be provided in combination with an exec plugin/,
    porthole: /both an exec plugin and an auth-provider/,
  },
  {
    name: 'groups of nobody',
    text: user({ token: 't', 'as-groups': ['g'] }),
    kubectl: /without impersonating a user/,
    porthole: /impersonates groups/,
  },
  {
    name: 'a proxy of an unknown kind',
    text: cluster({ 'proxy-url': 'socks4://proxy' }),
    kubectl: /invalid 'proxy-url'/,
    porthole: /proxy-url/,
  },
  {
    name: 'a proxy without a scheme',
    text: cluster({ 'proxy-url': 'proxy:3128' }),
    kubectl: /invalid 'proxy-url'/,
    porthole: /proxy-url/,
  },
  {
    name: 'a proxy with a sign of percent that is none',
    text: cluster({ 'proxy-url': 'http://me:100%@proxy' }),
    kubectl: /invalid 'proxy-url'/,
    porthole: /proxy-url/,
  },
  {
    name: 'brackets within brackets without end',
    text: `x: ${'['.repeat(20_000)}`,
    kubectl: /max depth/,
    porthole: /more than 1000 values stand within each other/,
  },
  {
    name: 'a CA that is not to be used',
    text: cluster({ 'certificate-authority-data': 'YQ==', 'insecure-skip-tls-verify': true }),
    kubectl: /root certificates file with the insecure flag is not allowed/,
    porthole: /certificate-authority and insecure-skip-tls-verify/,
  },
  {
    name: 'a server of another protocol',
    text: cluster({ server: 'ftp://127.0.0.1' }),
    kubectl: /unsupported protocol scheme/,
    porthole: /not an http or https URL/,
  },
  {
    name: 'a server without a scheme that has a path',
    text: cluster({ server: '127.0.0.1:1/k8s' }),
    kubectl: /host must be a URL or a host:port pair/,
    porthole: /not an http or https URL/,
  },
  {
    name: 'a server with a space behind it',
    text: cluster({ server: `${server} ` }),
    kubectl: /host must be a URL or a host:port pair/,
    porthole: /not an http or https URL/,
  },
  {
    name: 'a server with a backslash',
    text: cluster({ server: `${server}\\k8s` }),
    kubectl: /host must be a URL or a host:port pair/,
    porthole: /not an http or https URL/,
  },
  { name: 'another kind', text: 'kind: Pod', kubectl: /no kind "Pod"/, porthole: /expected "Config"/ },
  {
    name: 'an unknown current context',
    text: JSON.stringify({ 'current-context': 'gone', contexts: [] }),
    kubectl: /context was not found for specified context: gone|"gone" does not exist/,
    porthole: /no context "x"/,
  },
]

/** Where we differ on purpose, and why. */
export const refusedByOne: readonly (Refusal & { reason: string })[] = [
  {
    name: 'a CA both as data and as a file',
    reason: 'kubectl itself says that the data would win, and other programs let it',
    text: cluster({ 'certificate-authority-data': 'YQ==', 'certificate-authority': '/nowhere' }),
    kubectl: /certificate-authority-data will override/,
    porthole: /^$/,
  },
  {
    name: 'socks5h',
    reason: 'curl and Go know it as the scheme for names resolved by the proxy, which is what kubectl does for socks5',
    text: cluster({ 'proxy-url': 'socks5h://127.0.0.1:1' }),
    kubectl: /unsupported scheme "socks5h"/,
    porthole: /^$/,
  },
  {
    name: 'a context without a server',
    reason: 'kubectl goes to localhost:8080 instead, where there is nothing of this context',
    text: config({}, {}),
    kubectl: /localhost:8080 was refused/,
    porthole: /has no server/,
  },
  {
    name: 'a context of a user that does not exist',
    reason: 'kubectl would ask as nobody; `config view --minify` refuses as we do',
    text: config({ server: 'http://127.0.0.1:1' }, {}).replace('"user":"u"', '"user":"gone"'),
    kubectl: /127\.0\.0\.1:1 was refused/,
    porthole: /names the user "gone"/,
  },
]
