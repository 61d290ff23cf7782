import type { Agent, IncomingMessage } from 'node:http'
import type { Failure } from '../../shared/failure.ts'
import type { Transport } from '../../shared/profile.ts'
import type { Remedies } from './remedies.ts'
import type { Rewritten } from './unrewrite/location.ts'

/** How a try ended before its first byte went to the client. */
export type Ended =
  | { kind: 'failed'; failure: Failure }
  | {
      kind: 'answered'
      status: number
      /** As far as it is plain text. */
      body: string
      location?: string | undefined
      /** See {@link AnswerHead}. */
      challenges?: boolean
    }

/** What of an answer's head decides whether its body is looked at first. */
export interface AnswerHead {
  status: number
  type: string
  /** Undefined where it is not told. */
  length: number | undefined
  location?: string | undefined
  /** It says how to sign in. */
  challenges?: boolean
}

/** Changes the way that a request is sent when it brought no answer, or a doubtful one. */
export interface Reconsideration {
  /** Whether an answer may be about the way it was asked, so that another way should be tried. */
  doubts: (head: AnswerHead) => boolean
  /** An answer came that is handed on. */
  answered: (status: number) => void
  /** Addresses the request anew and says so, where there is another way; else the outcome stands. */
  again: (ended: Ended) => Promise<boolean>
}

export type Listed = boolean | 'ready' | undefined

export const listedOf = ({ ready }: { ready: number | null }): Listed => (ready !== null && ready > 0 ? 'ready' : true)

/** One request on its way: what the steps after the route need to know of the steps before it. */
export interface Exchange {
  transport: Transport
  /** Cluster, namespace and name. */
  service: string
  /** Where the request goes: scheme and host, which the agent understands. */
  target: string
  /** An agent is a transport: TLS keep-alive to the API server, or tunnels. */
  agent: Agent
  /** What to take out of the answer; undefined on a classic URL. */
  rewritten: Rewritten | undefined
  /** Whether the cluster's list has the Service, and endpoints of it that are ready; undefined when the list does not tell. */
  listed: Listed
  /** What is sent instead of the request's own body, whose length its headers have. */
  body?: Buffer | undefined
  /** It has a connection: something of it, and of its body, may have arrived. */
  sent: boolean
  retried: boolean
  /** The request had Authorization, which the API server's proxy does not let through. */
  keptAuthorization: boolean
  /** The way is the reason why the application does not work: somebody should be told. */
  blocked: (failure: Failure) => void
  /** An upgrade that the API server has taken the query from was turned away, or was not. */
  withoutQuery?: { refused: (how: string) => void; taken: () => void } | undefined
  /** What a failure of this exchange means, in the words of whoever was asked. */
  explain: (error: unknown) => Failure
  /** What can be done about a failure; undefined where there is no choice. */
  remedies: ((failure: Failure) => Remedies) | undefined
  /** Undefined on a classic URL, which goes one way. */
  reconsideration: Reconsideration | undefined
  /**
   * The API server did not accept the user: addresses the request anew where there are other credentials by now, and says
   * so. Undefined where that has been done, or the API server is not asked.
   */
  renew: (() => Promise<boolean>) | undefined
  /** A page of the whole API that a browser shows: it gets an origin of its own, so that it cannot ask for anything else. */
  sandboxed?: boolean
}

const exchanges = new WeakMap<IncomingMessage, Exchange>()

export function rememberExchange(request: IncomingMessage, exchange: Exchange): void {
  exchanges.set(request, exchange)
}

/** The exchange of a request, if a route was found for it. */
export function exchangeIfAny(request: IncomingMessage): Exchange | undefined {
  return exchanges.get(request)
}

/** The exchange of a request; throws for a request that no route was found for, which would be a mistake of ours. */
export function exchangeOf(request: IncomingMessage): Exchange {
  const exchange = exchanges.get(request)
  if (!exchange) throw new Error('a request was forwarded without a route')
  return exchange
}
