import http from 'node:http'
import https from 'node:https'
import { createSecureContext } from 'node:tls'
import { lookupHost } from '../lookup-host.ts'
import { systemTrust } from '../system-trust.ts'
import { trusting } from '../trusting.ts'
import { chooseProxy } from '../proxied/choose-proxy.ts'
import { throughProxy } from '../proxied/proxied-agent.ts'

const timeLimit = 20_000
/** Answers are a few KB. */
const maxAnswer = 256 * 1024

export interface OidcRequest {
  url: URL
  /** PEM; the system's own where it is undefined. */
  ca: string | undefined
  signal: AbortSignal
  /** Sent as a form, with POST. */
  form?: URLSearchParams
  authorization?: string
}

/** One request to an OIDC issuer, through the proxy that HTTPS_PROXY names if any. Its JSON is undefined where it sends none. */
export async function oidcRequest(asked: OidcRequest): Promise<{ status: number; json: unknown }> {
  const { url, ca, signal, form, authorization } = asked
  const secure = url.protocol === 'https:'
  const secureContext =
    ca === undefined ? trusting(secure ? await systemTrust(process.env) : undefined) : createSecureContext({ ca })
  const agent = secure ? new https.Agent({ secureContext, lookup: lookupHost }) : new http.Agent({ lookup: lookupHost })
  const proxy = chooseProxy(url, undefined, process.env)
  const body = form?.toString()
  const request = (secure ? https : http).request(url, {
    method: body === undefined ? 'GET' : 'POST',
    agent: proxy ? throughProxy(agent, proxy, url, { secureContext }) : agent,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimit)]),
    headers: {
      accept: 'application/json',
      'user-agent': 'porthole',
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      }),
    },
  })
  try {
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).on('error', reject).end(body)
    })
    return { status: response.statusCode ?? 0, json: parsed(await readText(response)) }
  } finally {
    agent.destroy()
  }
}

async function readText(response: http.IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    if (text.length > maxAnswer) break
  }
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
