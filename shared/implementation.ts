import type { Channel, Input, Output } from './contract.ts'

/** What main must provide: one function for every channel of the contract, with the contract's types. */
export type Implementation = { [C in Channel]: (input: Input<C>) => Promise<Output<C>> | Output<C> }

/** Channels that the window answers by itself. */
export type WindowChannel = Extract<
  Channel,
  `tabs.${string}` | `downloads.${string}` | `wall.${string}` | 'clipboard.write' | 'diagnostics.text'
>
/** What a person keeps at hand. It is there before the core is. */
export type DeskChannel = Extract<Channel, `desk.${string}`>
/** What a person has chosen. */
export type SettingsChannel = Extract<Channel, `settings.${string}`>
/** What the traffic screen asks. */
export type TrafficChannel = Extract<Channel, `traffic.${string}`>
/** What helps a person on. */
export type HelpChannel = Extract<Channel, `help.${string}`>
/** How an update stands, and what is done about it. */
export type UpdateChannelName = Extract<Channel, `update.${string}`>
/** All others: what the clusters and the listener answer. */
export type CoreChannel = Exclude<
  Channel,
  WindowChannel | DeskChannel | SettingsChannel | UpdateChannelName | HelpChannel
>
