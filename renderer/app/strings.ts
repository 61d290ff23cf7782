import type { Culprit, FailureCode } from '../../shared/failure.ts'
import type { Health } from '../../shared/service.ts'
import type { PagePermission } from '../../shared/page-question.ts'

const number = new Intl.NumberFormat('en-US')
const count = (n: number) => number.format(n)
const services = (n: number) => `${count(n)} ${n === 1 ? 'Service' : 'Services'}`

const acronyms: Record<string, string> = { dns: 'DNS', tls: 'TLS', api: 'API', http: 'HTTP' }

const permissionWords: Record<PagePermission, string> = {
  notifications: 'show notifications',
  geolocation: 'know where you are',
  microphone: 'use the microphone',
  camera: 'use the camera',
  'clipboard-read': 'read the clipboard',
}

/** Every word on the screen that does not come from the cluster. */
export const strings = {
  app: 'Porthole',
  count,
  services,
  /** `connection-refused` as `connection refused`. */
  reason: (code: FailureCode) =>
    code
      .split('-')
      .map((word) => acronyms[word] ?? word)
      .join(' '),
  nextTry: (seconds: number) => (seconds === 0 ? 'trying now…' : `next try in ${seconds} s`),
  tryAgain: 'Try again',
  reload: 'Reload',
  dismiss: 'Dismiss',
  close: 'Close',

  clusters: {
    heading: 'Clusters',
    filter: 'Filter clusters',
    none: 'No match',
    idle: 'idle',
    connecting: 'connecting…',
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
  },

  /** What the user may do. */
  access: {
    button: 'Your rights',
    columns: ['Namespace', 'List', 'get', 'create', 'update', 'patch', 'delete', 'Port-forward'],
    hint: 'As the API server tells: list Services, the verbs of services/proxy, create pods/portforward. A page works through either of the last two.',
    asking: 'Asking…',
    yes: 'allowed',
    no: 'not allowed',
    unknown: 'not told',
    none: 'You may not open it',
    look: 'You may look, not change',
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
    productionHint: 'Its name looks like production. Choose a colour of your own to end this mark.',
  },

  /** Contexts that lead to one cluster as one user. */
  contexts: {
    heading: 'Contexts',
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
    lookedIn: 'Looked in:',
    missingTitle: 'No kubeconfig found',
    missingHint:
      'Put a kubeconfig in one of these places, or set KUBECONFIG, then reload. The demo cluster needs none: it runs inside Porthole.',
    emptyTitle: 'The kubeconfig has no contexts',
    emptyHint: '`kubectl config get-contexts` lists what it has. Add one, then reload.',
  },

  list: {
    label: 'Services',
    search: 'Search name, namespace, port, label',
    clear: 'Clear search',
    columns: {
      health: 'Health',
      name: 'Name',
      namespace: 'Namespace',
      port: 'Port',
      type: 'Type',
      labels: 'Labels',
      ready: 'Ready',
      actions: 'Actions',
    },
    clusterServices: 'Cluster services',
    noClusterServices: 'No Service here has the label kubernetes.io/cluster-service=true.',
    addOns: 'Dashboards',
    copyClusterInfo: 'Copy as cluster-info',
    results: 'Results',
    matching: (n: number) => (n === 1 ? '1 Service matches' : `${count(n)} Services match`),
    of: (shown: number, total: number) => `${count(shown)} of ${services(total)}`,
    allNamespaces: 'All namespaces',
    namespace: 'Namespace',
    filterNamespaces: 'Filter namespaces',
    contextDefault: 'context’s default',
    layout: 'View',
    group: 'Group by namespace',
    groupHint: 'A heading for each namespace',
    type: 'Type',
    allTypes: 'All',
    sort: 'Sort by',
    unhealthy: (n: number) => `Unhealthy ${count(n)}`,
    unhealthyHint: 'Show only Services of which not every endpoint is ready',
    open: 'Open',
    openName: (name: string) => `Open ${name}`,
    ports: (name: string) => `Ports of ${name}`,
    choosePort: 'Choose a port',
    morePorts: (n: number) => `${n} more`,
    noPorts: 'no ports',
  },

  health: {
    ready: (ready: number, total: number) => `${ready} of ${total} endpoints ready`,
    none: 'No endpoints',
    unknown: 'Endpoints unknown',
    external: 'Has no endpoints of its own',
  },

  /** What a port answered. */
  probe: {
    protocols: { http: 'HTTP', https: 'HTTPS' },
    speaks: {
      websocket: 'Speaks WebSocket',
      grpc: 'Speaks gRPC, not a web page',
      tcp: 'Speaks TCP, not HTTP',
    },
    unreachable: {
      'no-endpoints': 'Nothing is ready to answer',
      'service-unreachable': 'Does not answer',
      'wrong-scheme': 'Does not speak TLS',
      forbidden: 'You may not ask it',
    } as Partial<Record<FailureCode, string>>,
  },

  notOpenable: {
    external: 'An ExternalName Service is only a DNS name: the API server does not proxy to it',
    protocol: (protocol: string) => `${protocol}: the service proxy dials TCP only`,
    noPorts: 'The Service has no ports',
    title: (name: string) => `${name} cannot be opened`,
  },

  empty: {
    search: (query: string) => `No Service matches “${query}”`,
    searchHint: 'Search looks through names, namespaces, ports, types and labels.',
    namespace: (namespace: string) => `No Services in ${namespace}`,
    healthy: 'Every endpoint is ready',
    healthyHint: 'No Service here has endpoints that are not ready.',
    showAll: 'Show all Services',
    cluster: 'This cluster has no Services',
    clusterHint: 'They appear here as soon as there are some.',
  },

  copy: {
    button: 'Copy URL',
    buttonName: (name: string) => `Copy URL of ${name}`,
    menu: (name: string) => `What to copy for ${name}`,
    port: 'Port',
    asking: 'Asking…',
    copied: 'Copied',
    nothing: 'There is nothing to copy',
    nothingShown: 'The list shows no Service that has a proxy URL.',
    tooMany: 'That is too much for the clipboard',
    narrow: 'Narrow the list with a search or a namespace first.',
    urls: (n: number) => (n === 1 ? '1 proxy URL' : `${count(n)} proxy URLs`),
    diagnostics: 'diagnostics: versions, states and the last of the log, without credentials',
    clusterInfo: (lines: number) => `cluster-info, ${count(lines)} ${lines === 1 ? 'entry' : 'entries'}`,
  },

  desk: {
    pinnedHeading: 'Pinned',
    recentHeading: 'Recent',
    actions: (name: string) => `Actions for ${name}`,
    pin: 'Pin',
    unpin: 'Unpin',
    pinName: (name: string) => `Pin ${name}`,
    unpinName: (name: string) => `Unpin ${name}`,
    pinned: (name: string) => `${name} is pinned`,
    unpinned: (name: string) => `${name} is no longer pinned`,
    up: 'Move up',
    down: 'Move down',
    forget: 'Remove from recent',
    health: {
      ready: 'Ready',
      partial: 'Some endpoints are not ready',
      down: 'No endpoint is ready',
      none: 'No endpoints',
      unknown: 'Endpoints unknown',
    } satisfies Record<Health, string>,
  },

  details: {
    label: (name: string) => `Details of ${name}`,
    ports: 'Ports',
    urls: 'URLs',
    reach: 'How it is reached',
    endpoints: (n: number) => (n === 0 ? 'Endpoints' : `Endpoints ${count(n)}`),
    endpointsHidden: 'You may not see them.',
    ready: 'Ready',
    notReady: 'Not ready',
    selector: 'Selector',
    labels: 'Labels',
    find: 'Search for this label',
    access: 'What you may do',
    mayForward: 'Forward ports of its Pods',
    mayProxy: 'Use the service proxy',
    yes: 'yes',
    no: 'no',
    unknown: 'not told',
    requests: 'Last requests',
    ms: (ms: number) => `${Math.round(ms)} ms`,
    copy: (what: string) => `Copy ${what}`,
    copyPort: (port: string) => `Copy the proxy URL of port ${port}`,
    forward: (port: string) => `Forward a local port to ${port}`,
  },

  palette: {
    label: 'Go to a Service, a cluster or a command',
    field: 'Search everything',
    placeholder: 'Service, cluster or command',
    results: 'Results',
    groups: { recent: 'Recent', services: 'Services', tabs: 'Open tabs', clusters: 'Clusters', commands: 'Commands' },
    cluster: (phase: string) => `cluster · ${phase}`,
    found: (n: number) => (n === 1 ? '1 result' : `${count(n)} results`),
    nothing: (query: string) => `Nothing matches “${query}”`,
    hints: {
      open: 'Open',
      copy: 'Copy URL',
      choose: 'Choose',
      tip: 'Initials will do: ars for argocd-repo-server',
    },
    commands: {
      services: 'Show Services',
      search: 'Search the list',
      copyUrls: 'Copy the URLs of all shown Services',
      copyUrlsMarkdown: 'Copy the URLs of all shown Services as Markdown',
      address: 'Go to the address',
      reload: 'Reload the page',
      close: 'Close the tab',
      retry: (name: string) => `Try ${name} now`,
      disconnect: (name: string) => `Disconnect ${name}`,
      diagnostics: 'Copy diagnostics',
      keys: 'Show keys',
    },
  },

  settings: {
    theme: { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
    showFile: 'Show settings file',
    export: 'Export settings',
    exported: 'The settings are in',
  },

  tabs: {
    label: 'Open dashboards',
    services: 'Services',
    close: (title: string) => `Close ${title}`,
    moved: (title: string, place: number) => `${title} is tab ${place} now`,
    place: (service: string, namespace: string, cluster: string) => `${service} · ${namespace} · ${cluster}`,
  },

  page: {
    toolbar: 'Page',
    back: 'Back',
    forward: 'Forward',
    reload: 'Reload',
    stop: 'Stop',
    address: 'Address',
    copy: 'Copy this address',
    browser: 'Open in the system browser',
    devtools: 'Developer tools',
    loading: 'Loading',
    problem: 'The page is not there',
    wrongAddress: 'This tab stays with its own Service',
    zoom: (percent: number) => `${percent}%`,
    zoomReset: 'Back to 100%',
    forget: 'Ask about this Service’s permissions again',
    stuck: (service: string) => `The page of ${service} does not respond.`,
    wait: 'Wait',
    find: {
      label: 'Find in page',
      field: 'Find in page',
      previous: 'Previous',
      next: 'Next',
      count: (current: number, total: number) => (total === 0 ? 'Not found' : `${count(current)} of ${count(total)}`),
    },
    signIn: {
      title: (service: string) => `Sign in to ${service}`,
      realm: (realm: string) => `The Service calls it “${realm}”.`,
      again: 'The Service did not accept that name and password.',
      name: 'Name',
      password: 'Password',
      submit: 'Sign in',
      cancel: 'Cancel',
    },
    question: {
      link: (service: string) => `${service} leads outside its cluster, to`,
      open: 'Open in browser',
      stay: 'Stay here',
      permission: (service: string, permissions: readonly PagePermission[]) =>
        `${service} wants to ${permissions.map((permission) => permissionWords[permission]).join(' and ')}.`,
      allow: 'Allow',
      block: 'Block',
    },
  },

  reach: {
    label: (transport: string) => `How this page is reached: ${transport}`,
    'port-forward': 'Port-forward',
    'service-proxy': 'Service proxy',
    transport: 'Transport',
    host: 'Host',
    scheme: 'Scheme',
    auto: 'Automatic',
    own: 'Its own',
    localhost: 'localhost',
    http: 'HTTP',
    https: 'HTTPS',
  },

  forwards: {
    label: 'Forward a port to this computer',
    port: 'Port',
    local: 'Local port',
    start: 'Forward',
    running: (count: number) => (count === 1 ? '1 forwarded port' : `${count} forwarded ports`),
    stop: (address: string) => `Stop ${address}`,
    to: (service: string, port: string) => `to ${service} ${port}`,
    traffic: (open: number, bytesIn: string, bytesOut: string) => `${open} open · ${bytesIn} in · ${bytesOut} out`,
  },

  downloads: {
    label: 'Downloads',
    all: (n: number) => (n === 1 ? '1 download' : `${count(n)} downloads`),
    running: (n: number, percent: number | null) =>
      `${n === 1 ? 'Downloading' : `Downloading ${count(n)}`}${percent === null ? '…' : ` ${percent}%`}`,
    progress: (received: string, total: string) => `${received} of ${total}`,
    from: (service: string) => `from ${service}`,
    states: { completed: 'Saved', cancelled: 'Cancelled', interrupted: 'Broke off' },
    does: { cancel: 'Cancel', show: 'Show in folder', forget: 'Remove' },
    clear: 'Clear the list',
  },

  status: {
    label: 'Status',
    starting: 'Starting…',
    copyAddress: 'Copy the address of the listener',
    traffic: 'Traffic',
    requests: (n: number) => `${count(n)} req/s`,
    bytes: (amount: string) => `${amount}/s`,
    errors: (n: number) => (n === 1 ? '1 error' : `${count(n)} errors`),
    keys: 'Keys',
  },

  keys: {
    title: 'Keys',
    groups: [
      {
        title: 'Find',
        rows: [
          { keys: ['Mod K'], does: 'Go anywhere' },
          { keys: ['/'], does: 'Search the list' },
          { keys: ['Esc'], does: 'Clear the search' },
          { keys: ['↑', '↓', 'J', 'K'], does: 'Select a Service' },
          { keys: ['G', 'Shift G'], does: 'First, last' },
          { keys: ['1', '–', '9'], does: 'Open a pinned dashboard' },
        ],
      },
      {
        title: 'Selected Service',
        rows: [
          { keys: ['Enter'], does: 'Open it' },
          { keys: ['Shift Enter'], does: 'Choose a port' },
          { keys: ['C', 'Mod C'], does: 'Copy its proxy URL' },
          { keys: ['P'], does: 'Pin it' },
          { keys: ['I'], does: 'Show its details' },
          { keys: ['Shift C'], does: 'Choose what to copy' },
        ],
      },
      {
        title: 'Tabs',
        rows: [
          { keys: ['Mod 1', '–', 'Mod 9'], does: 'Go to a tab' },
          { keys: ['Ctrl Tab'], does: 'Next tab' },
          { keys: ['Ctrl Shift Tab'], does: 'Previous tab' },
          { keys: ['Ctrl Shift PgUp', 'PgDn'], does: 'Move the tab' },
          { keys: ['Mod W'], does: 'Close the tab' },
          { keys: ['Mod Shift T'], does: 'Open the closed tab again' },
        ],
      },
      {
        title: 'Page',
        rows: [
          { keys: ['Mod L'], does: 'Go to the address' },
          { keys: ['Mod R'], does: 'Reload' },
          { keys: ['Mod F'], does: 'Find in page' },
          { keys: ['Mod +', 'Mod -', 'Mod 0'], does: 'Zoom' },
          { keys: ['Mod P'], does: 'Print' },
          { keys: ['Alt ←', 'Alt →'], does: 'Back, forward' },
          { keys: ['?'], does: 'Show these keys' },
        ],
      },
    ],
  },
} as const
