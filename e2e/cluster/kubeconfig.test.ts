import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { kubeconfigText } from './kubeconfig.ts'

const parts = {
  contextName: 'test',
  server: 'https://127.0.0.1:20001',
  certificateAuthority: 'the CA',
  userName: 'admin',
}

describe('kubeconfigText', () => {
  test('is one context with the CA embedded and verified', () => {
    const text = kubeconfigText({ ...parts, credential: { token: 'secret' } })
    expect(parse(text)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
      clusters: [{ name: 'test', cluster: { server: parts.server, 'certificate-authority-data': btoa('the CA') } }],
      users: [{ name: 'admin', user: { token: 'secret' } }],
    })
  })

  test('carries a client certificate instead of a token', () => {
    const text = kubeconfigText({ ...parts, credential: { clientCertificate: 'cert', clientKey: 'key' } })
    expect(parse(text)).toMatchObject({
      users: [{ user: { 'client-certificate-data': btoa('cert'), 'client-key-data': btoa('key') } }],
    })
  })
})
