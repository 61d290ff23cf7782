import type { Culprit } from '../../../shared/failure.ts'
import { count } from './numbers.ts'

/** Words about clusters, contexts and the kubeconfig. */
export const clusterStrings = {
  clusters: {
    heading: 'Clusters',
    filter: 'Filter clusters',
    none: 'No match',
    idle: 'idle',
    connecting: 'connecting…',
    asks: 'waits for you',
    retry: (seconds: number) => (seconds === 0 ? 'retrying…' : `retry ${seconds} s`),
    disconnected: 'off',
    failed: 'failed',
    demo: 'demo',
    actions: (name: string) => `Actions for ${name}`,
    connect: 'Connect',
    disconnect: 'Disconnect',
    tryNow: 'Try now',
    copyServer: 'Copy API server URL',
    openDemo: 'Open demo cluster',
    readOnly: 'Read-only',
    readOnlyHint: 'Dashboards can look, and change nothing',
    wholeApi: 'Serve the whole API',
    wholeApiHint: 'Classic URLs reach all that you may',
    choose: 'Choose a cluster',
    chooseHint: 'Porthole contacts a cluster when you choose it, never before.',
    contextsIn: (n: number) => (n === 1 ? '1 context in' : `${count(n)} contexts in`),
    filesFound: (found: number, all: number) => `${count(found)} of ${count(all)} files found`,
    noneOf: (query: string) => `No context matches “${query}”`,
    moreToFilter: (n: number) => `${count(n)} more: type to narrow`,
    incomplete: 'incomplete in the kubeconfig',
    demoName: 'Demo cluster',
    demoHint: 'Runs inside Porthole and needs nothing',
  },

  /** What the user may do. */
  access: {
    button: 'Your rights',
    columns: { namespace: 'Namespace', list: 'List Services', proxy: 'Service proxy', forward: 'Port-forward' },
    hint: 'As the API server tells: the verbs of services/proxy, and create pods/portforward. A page works through either.',
    asking: 'Asking…',
    yes: 'allowed',
    no: 'not allowed',
    unknown: 'not told',
    none: 'You may not open it',
    look: 'You may look, not change',
    noForward: 'You may not forward it',
    missing: (rights: readonly string[], namespace: string) => `Missing in ${namespace}: ${rights.join('; ')}`,
  },

  /** What a cluster is called and coloured. */
  look: {
    edit: 'Name and colour…',
    title: (context: string) => `Name and colour of ${context}`,
    name: 'Name',
    nameHint: 'Only what is shown here. URLs keep the context’s name.',
    color: 'Colour',
    colorHint: 'Automatic marks names that look like production.',
    colors: {
      automatic: 'Automatic',
      red: 'Red',
      orange: 'Orange',
      green: 'Green',
      teal: 'Teal',
      blue: 'Blue',
      violet: 'Violet',
      none: 'None',
    },
    save: 'Save',
    cancel: 'Cancel',
    production: 'production',
    productionShort: 'prod',
    productionHint: 'Its name looks like production. Choose a colour of your own to end this mark.',
  },

  /** Contexts that lead to one cluster as one user. */
  contexts: {
    heading: 'Contexts',
    also: (contexts: readonly string[]) => `also ${contexts.join(', ')}`,
    more: (n: number) => `+${count(n)}`,
    moreNames: (n: number) => (n === 1 ? 'and one more context' : `and ${count(n)} more contexts`),
    namespace: (namespace: string) => (namespace === '' ? 'all namespaces' : `namespace ${namespace}`),
  },

  /** Namespaces that are listed each by itself. */
  namespaces: {
    label: 'Listed namespaces',
    why: 'You may not list the Services of all namespaces, so these are listed:',
    none: 'You may not list the Services of all namespaces. Name those you work in:',
    hint: 'Name a namespace above that you may see, as with `kubectl -n`, or ask for the right that the message names.',
    forbidden: 'not allowed',
    failed: 'not reached',
    listing: 'listing…',
    remove: (namespace: string) => `Stop listing ${namespace}`,
    field: 'Namespace to list',
    placeholder: 'Namespace',
    add: 'Add',
    invalid: (name: string) => `“${name}” is no namespace: small letters, digits and hyphens, at most 63.`,
    known: (name: string) => `${name} is listed already.`,
    many: (most: number) => `At most ${count(most)} namespaces are listed.`,
  },

  state: {
    idle: 'not connected',
    asks: 'waits for you to sign in',
    connecting: (step: string) => `connecting — ${step}`,
    waiting: (reason: string, next: string) => `${reason}, ${next}`,
    connected: (since: string) => `connected since ${since}`,
    degraded: (since: string, reason: string, next: string) => `degraded since ${since} — ${reason}, ${next}`,
    disconnected: (since: string) => `disconnected since ${since}`,
    failed: (since: string, reason: string) => `stopped at ${since} — ${reason}`,
  },

  /** The state as a screen reader is told when it turns. */
  statePhase: {
    idle: 'not connected',
    connecting: 'connecting',
    connected: 'connected',
    degraded: 'degraded',
    disconnected: 'disconnected',
  },

  connecting: {
    title: (name: string) => `Connecting to ${name}`,
    steps: {
      credentials: 'Get credentials',
      version: 'Reach the API server',
      services: 'List Services',
    },
    waiting: {
      credentials: 'waiting for credentials',
      version: 'waiting for the API server',
      services: 'listing Services',
    },
    progress: (received: number, about: number | null) =>
      about === null ? count(received) : `${count(received)} of about ${count(Math.max(about, received))}`,
    cancel: 'Cancel',
  },

  /** What a person has to do before a cluster can be asked anything more. */
  signIn: {
    asks: 'The sign-in command waits for you. It says:',
    again: 'Sign in again. The sign-in command says:',
    hint: 'It goes on by itself when you are done.',
    hintKept: 'The list stays, and goes on by itself when you are done.',
    copyCode: (code: string) => `Copy ${code}`,
    copy: 'Copy',
    copied: 'What the sign-in command says',
    notice: (name: string) => `${name} waits for you to sign in`,
    show: 'Show',
  },

  failure: {
    trying: 'Trying again…',
    path: {
      kubeconfig: 'Kubeconfig',
      'this-computer': 'This computer',
      network: 'Network',
      'api-server': 'API server',
      service: 'Service',
      request: 'Request',
    } satisfies Record<Culprit, string>,
    passed: 'passed',
    broke: 'broke off here',
    notReached: 'not reached',
  },

  degraded: {
    banner: (since: string) => `The list is from ${since}.`,
    tryNow: 'Try now',
  },

  disconnected: {
    title: (name: string) => `${name} is not connected`,
    hint: 'Its Services appear here once it is.',
  },

  kubeconfig: {
    reload: 'Reload kubeconfig',
    demoShown: 'No kubeconfig found — showing the demo cluster.',
    demoShownEmpty: 'The kubeconfig has no contexts — showing the demo cluster.',
    lookedIn: 'Looked in:',
    missingTitle: 'No kubeconfig found',
    missingHint:
      'Put a kubeconfig in one of these places, or set KUBECONFIG, then reload. The demo cluster needs none: it runs inside Porthole.',
    emptyTitle: 'The kubeconfig has no contexts',
    emptyHint: '`kubectl config get-contexts` lists what it has. Add one, then reload.',
  },
} as const
