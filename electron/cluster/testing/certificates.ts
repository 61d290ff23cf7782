import { isIP } from 'node:net'
import { generate } from 'selfsigned'

export interface TestCertificate {
  /** PEM; also its own CA. */
  cert: string
  key: string
}

/** A self-signed certificate for host names and addresses. */
export async function testCertificate(commonName: string, hosts: readonly string[] = []): Promise<TestCertificate> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map((host) => (isIP(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
  })
  return { cert: made.cert, key: made.private }
}
