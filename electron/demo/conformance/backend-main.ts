import { selfSignedCertificate } from '../tls/certificate.ts'
import { startBackend } from './backend.ts'
import { containerPorts } from './cluster.ts'

// Runs the suite's backend as a program, in a pod's place: `backend-main.ts ADDRESS`.
const address = process.argv[2]
if (address === undefined) throw new Error('usage: backend-main.ts ADDRESS')
await startBackend(address, containerPorts, selfSignedCertificate('conformance'))
