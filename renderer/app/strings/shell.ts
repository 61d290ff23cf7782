import type { MissedPort } from '../../../shared/connections.ts'
import { count } from './numbers.ts'

/** Words of the window itself: the palette, tabs, the status bar, keys. */
export const shellStrings = {
  palette: {
    label: 'Go to a Service, a cluster or a command',
    field: 'Search everything',
    placeholder: 'Service, cluster or command',
    results: 'Results',
    groups: { recent: 'Recent', services: 'Services', tabs: 'Open tabs', clusters: 'Clusters', commands: 'Commands' },
    cluster: (phase: string) => `cluster · ${phase}`,
    found: (n: number) => (n === 1 ? '1 result' : `${count(n)} results`),
    most: (n: number) => `The best ${count(n)}: type to narrow`,
    nothing: (query: string) => `Nothing matches “${query}”`,
    notSearched: (n: number) =>
      n === 1
        ? 'One cluster is not connected: its Services are not searched.'
        : `${count(n)} clusters are not connected: their Services are not searched.`,
    hints: {
      open: 'Open',
      forward: 'Forward',
      run: 'Run',
      copy: 'Copy URL',
      choose: 'Choose',
      tip: 'Initials will do: ars for argocd-repo-server',
    },
    commands: {
      services: 'Show Services',
      screen: (title: string) => `Show ${title}`,
      search: 'Search the list',
      copyUrls: 'Copy the URLs of all shown Services',
      copyUrlsMarkdown: 'Copy the URLs of all shown Services as Markdown',
      address: 'Go to the address',
      reload: 'Reload the page',
      close: 'Close the tab',
      beside: (title: string) => `Split view with ${title}`,
      retry: (name: string) => `Try ${name} now`,
      readOnly: (name: string) => `Make ${name} read-only`,
      writable: (name: string) => `End read-only of ${name}`,
      disconnect: (name: string) => `Disconnect ${name}`,
      diagnostics: 'Copy diagnostics',
      log: 'Show log',
      report: 'Report a problem',
      keys: 'Show keys',
    },
  },

  /** Where the build names no place to report to. */
  report: {
    gathered: 'Diagnostics are copied',
    gatheredHint: 'This build names no place to report to: send them to whom you have it from.',
  },

  screens: {
    label: 'Screens',
    dashboards: 'Dashboards',
    traffic: 'Traffic',
    connections: 'Connections',
    settings: 'Settings',
  },

  fault: {
    missing: {
      title: 'This part of Porthole is not there any more',
      hint: 'Porthole was updated or removed while it ran. Restart Porthole to go on; your open tabs come back.',
    },
    broken: { title: 'This screen has failed', hint: 'The other ones still work. Restart Porthole to try it again.' },
    restart: 'Restart Porthole',
  },

  tabs: {
    label: 'Open dashboards',
    services: 'Services',
    close: (title: string) => `Close ${title}`,
    asks: 'waits for you',
    moved: (title: string, place: number) => `${title} is tab ${place} now`,
    place: (service: string, namespace: string, cluster: string) => `${service} · ${namespace} · ${cluster}`,
    menu: {
      label: (title: string) => `What to do with ${title}`,
      beside: 'Show beside',
      swap: 'Swap sides',
      close: 'Close',
      others: 'Close others',
    },
    split: {
      left: 'First of two side by side',
      right: 'Second of two side by side',
      begun: (left: string, right: string) => `${left} and ${right} stand side by side`,
      end: 'End split view',
      ended: 'The split view has ended',
      divide: 'Divide the room',
      alone: 'There is no other dashboard to show beside this one',
      openAnother: 'Open a second one first.',
    },
  },

  status: {
    label: 'Status',
    starting: 'Starting…',
    copyAddress: 'Copy the address of the listener',
    missed: ({ port, cause }: MissedPort) => (cause === 'taken' ? `${port} is taken` : `${port} was refused`),
    missedTitle: (address: string) => `Serving on ${address}`,
    missedWhy: ({ port, cause, program }: MissedPort) =>
      cause === 'taken'
        ? `Port ${port} is taken by ${program === '' ? 'another program' : program}.`
        : `Port ${port} needs an administrator’s rights, as those below 1024 do.`,
    traffic: 'Traffic',
    requests: (n: number) => `${count(n)} req/s`,
    bytes: (amount: string) => `${amount}/s`,
    errors: (n: number) => (n === 1 ? '1 error' : `${count(n)} errors`),
    errorsWhen: 'in the last minute',
    showErrors: 'Show them in Traffic',
    keys: 'Keys',
  },

  keys: {
    title: 'Keys',
    few: {
      label: 'Three keys worth knowing',
      rows: [
        { keys: 'Mod K', does: 'Go anywhere' },
        { keys: '/', does: 'Search the list' },
        { keys: '?', does: 'All keys' },
      ],
      dismiss: 'Do not show these keys again',
    },
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
          { keys: ['C', 'Mod C'], does: 'Copy its URL' },
          { keys: ['P'], does: 'Pin it' },
          { keys: ['I'], does: 'Show its details' },
          { keys: ['Shift C'], does: 'Choose what to copy' },
        ],
      },
      {
        title: 'Tabs and clusters',
        rows: [
          { keys: ['Mod 1', '–', 'Mod 9'], does: 'Go to a tab' },
          { keys: ['Ctrl Tab'], does: 'Next tab' },
          { keys: ['Ctrl Shift Tab'], does: 'Previous tab' },
          { keys: ['Ctrl Shift PgUp', 'PgDn'], does: 'Move the tab' },
          { keys: ['Mod \\'], does: 'Two side by side, or one' },
          { keys: ['Mod W'], does: 'Close the tab' },
          { keys: ['Mod Shift T'], does: 'Reopen a tab' },
          { keys: ['Nth 1', '–', 'Nth 9'], does: 'Show a cluster' },
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
        ],
      },
      {
        title: 'Window',
        rows: [
          { keys: ['Mod Shift D'], does: 'Dashboards' },
          { keys: ['Mod Shift E'], does: 'Traffic' },
          { keys: ['Mod Shift F'], does: 'Connections' },
          { keys: ['Mod ,'], does: 'Settings' },
          { keys: ['F6', 'Shift F6'], does: 'Next, previous part' },
          { keys: ['?'], does: 'Show these keys' },
          { keys: ['Mod Q'], does: 'Quit Porthole' },
        ],
      },
    ],
  },
} as const
