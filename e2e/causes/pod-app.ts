// Every cause's server, each on a port of its own: started as a pod by pod.ts, on the address in POD_IP.
import { allCauses } from './all-causes.ts'
import { causePorts } from './pod.ts'

for (const [at, { serve }] of allCauses.entries()) serve().listen(causePorts[at]?.targetPort, process.env['POD_IP'])
