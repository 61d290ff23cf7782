import type { PagePermission } from '../../../shared/page-question.ts'
import { count } from './numbers.ts'

const permissionWords: Record<PagePermission, string> = {
  notifications: 'show notifications',
  geolocation: 'know where you are',
  microphone: 'use the microphone',
  camera: 'use the camera',
  'clipboard-read': 'read the clipboard',
}

/** Words about embedded pages, how they are reached, and what they download. */
export const pageStrings = {
  page: {
    toolbar: 'Page',
    back: 'Back',
    forward: 'Forward',
    reload: 'Reload',
    stop: 'Stop',
    address: 'Address',
    copy: {
      label: 'Copy a link to this page',
      address: 'Address',
      addressNote: 'On this computer, while Porthole runs',
      link: 'Link for a colleague',
      linkNote: (context: string) => `For somebody with Porthole and a context called “${context}”`,
      linkNone: 'The demo cluster is on this computer alone',
      linkCommand: 'Copy a link for a colleague',
    },
    browser: 'Open in the system browser',
    devtools: 'Developer tools',
    loading: 'Loading',
    wrongAddress: 'This tab stays with its own Service',
    notHttp: (service: string) => `${service} does not speak HTTP on this port: it needs a client of its own.`,
    forwardHere: (port: number) => `Forward ${port} to this computer`,
    forwarded: (service: string, port: number) => `leads to ${service}:${port}`,
    copyAddress: 'Copy address',
    asksForPort: (service: string, port: number) =>
      `The page of ${service} looks for itself at port ${port} of this computer, as live reload does, and does not find itself.`,
    portIsHere: (port: number) => `Port ${port} of this computer leads there now.`,
    socketLost: (service: string) =>
      `What is live in ${service} may stand still: the service proxy drops the query of its WebSocket. A port-forward keeps it.`,
    usePortForward: 'Use a port-forward',
    copyRole: 'Copy the Role for it',
    copiedRole: 'The Role for a port-forward',
    hereAgain: 'Its cluster is here again.',
    demoGone: 'This is a dashboard of the demo cluster, which has not begun.',
    noPods: 'No Pod of this Service is ready.',
    noPodsOf: (pods: readonly string[]) =>
      pods.length === 0
        ? 'No Pod matches the selector of this Service.'
        : `Not ready: ${pods.slice(0, 2).join(', ')}${pods.length > 2 ? ` and ${count(pods.length - 2)} more` : ''}.`,
    copyCommand: 'Copy command',
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
    prompt: {
      label: (service: string) => `A question of ${service}`,
      asks: (service: string, message: string) =>
        message === '' ? `${service} asks for a text.` : `${service} asks: ${message}`,
      says: (service: string, message: string) =>
        message === '' ? `${service} waits for you.` : `${service} says: ${message}`,
      field: 'Answer',
      submit: 'OK',
      cancel: 'Cancel',
    },
    leave: {
      asks: (service: string) => `Leave this page of ${service}? Changes that you made may not be saved.`,
      leave: 'Leave',
      stay: 'Stay',
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
    unverified: 'Scheme: nobody verifies the Service’s certificate',
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
    done: 'Forwarded',
    at: (address: string) => `Forwarded: ${address} of this computer leads here`,
    leads: (address: string, service: string, port: number) => `${address} leads to ${service}:${port}`,
    name: (service: string) => `Forward a port of ${service} to this computer`,
    running: (count: number) => (count === 1 ? '1 forwarded port' : `${count} forwarded ports`),
    stop: (address: string) => `Stop ${address}`,
    stopIt: 'Stop',
    all: 'All connections',
    to: (service: string, port: string) => `to ${service} ${port}`,
    traffic: (open: number, bytesIn: string, bytesOut: string) => `${open} open · ${bytesIn} in · ${bytesOut} out`,
  },

  downloads: {
    label: 'Downloads',
    all: (n: number) => (n === 1 ? '1 download' : `${count(n)} downloads`),
    running: (n: number, percent: number | null) =>
      n === 1
        ? `Downloading${percent === null ? '…' : ` ${percent}%`}`
        : `Downloading ${count(n)} files${percent === null ? '…' : `, ${percent}%`}`,
    progress: (received: string, total: string) => `${received} of ${total}`,
    from: (service: string) => `from ${service}`,
    saved: (from: string, folder: string) => `Saved ${from} in ${folder}`,
    states: { cancelled: 'Cancelled', interrupted: 'Broke off' },
    does: { cancel: 'Cancel', show: 'Show in folder', forget: 'Remove' },
    clear: 'Clear the list',
  },
} as const
