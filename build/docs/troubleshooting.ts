import { type Culprit, failureKinds } from '../../shared/failure.ts'

/** Who is looked at first, in the order of a request's way. */
const culprits: Readonly<Record<Culprit, string>> = {
  'this-computer': 'This computer',
  kubeconfig: 'The kubeconfig',
  network: 'The network between here and the API server',
  'api-server': 'The API server',
  service: 'The Service',
  request: 'The request itself',
}

/** docs/troubleshooting.md: every failure by its code, as the program itself explains it. */
export function troubleshootingPage(): string {
  const sections = Object.entries(culprits).map(([culprit, title]) => {
    const kinds = Object.entries(failureKinds).filter(([, { who }]) => who === culprit)
    const rows = kinds.map(([code, { title: what, hint }]) => `| \`${code}\` | ${what} | ${hint} |`)
    return `## ${title}\n\n| code | what is wrong | what to do |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# Troubleshooting, by failure code

The code stands on the failure page, and in the JSON answer of the proxy. The message beside it is what the API server, the network or the parser said in this
case; it is usually the better clue. Made from \`shared/failure.ts\` by
\`npm run docs\`.

${sections.join('\n')}`
}
