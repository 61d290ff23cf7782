import type { HandlerDetails, LoadURLOptions } from 'electron'

/** How a browser asks for what a page opens beside itself: with the page's address, and with what its form sends. */
export function firstRequest({ referrer, postBody }: Pick<HandlerDetails, 'referrer' | 'postBody'>): LoadURLOptions {
  const request = { httpReferrer: referrer }
  if (!postBody) return request
  const { contentType, boundary, data } = postBody
  const type = boundary ? `${contentType}; boundary=${boundary}` : contentType
  return { ...request, postData: data, extraHeaders: `content-type: ${type}` }
}
