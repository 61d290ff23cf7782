/** Words about newer releases of Porthole. */
export const updateStrings = {
  update: {
    check: 'Check for updates…',
    checking: 'Looking for a newer Porthole…',
    noFeed: 'This build has no release feed',
    noFeedHint: 'Get a newer one from where you got this one.',
    current: (running: string) => `Porthole ${running} is the newest`,
    /** The feed is behind: somebody runs a beta, or their own build. */
    ahead: (offered: string) => `The newest release is ${offered}.`,
    available: (version: string) => `Porthole ${version} is there`,
    availableHint: 'The status bar downloads it.',
    elsewhere: 'Get it as you got this one; the status bar opens its page.',
    download: (version: string) => `Download Porthole ${version}`,
    page: (version: string) => `Open the page of Porthole ${version}`,
    item: (version: string) => `Porthole ${version}`,
    downloading: (version: string, percent: number) => `Porthole ${version} ${percent}%`,
    ready: (version: string) => `Porthole ${version} is downloaded`,
    readyHint: 'Restart Porthole to use it.',
    restart: 'Restart to update',
  },
} as const
