import { startBackend } from './conformance/backend.ts'
import { type ConformanceCluster, containerPorts } from './conformance/cluster.ts'
import { describeApiConformance } from './api-conformance.ts'
import { startDemoCluster } from './demo-cluster.ts'
import { selfSignedCertificate } from './tls/certificate.ts'

const namespace = 'conformance'

async function connect(): Promise<ConformanceCluster> {
  const demo = await startDemoCluster({ workloads: false })
  const backend = await startBackend('127.0.0.1', { http: 0, https: 0, tcp: 0 }, selfSignedCertificate('conformance'))
  const localPorts = {
    [containerPorts.http]: backend.http,
    [containerPorts.https]: backend.https,
    [containerPorts.tcp]: backend.tcp,
  }
  return {
    server: demo.server,
    ca: demo.ca,
    token: demo.token,
    namespace,
    createService: ({ listening = true, ports, ...service }) => {
      const withBackends = ports.map((port) => ({
        ...port,
        ...(listening && { localPort: localPorts[port.containerPort] }),
      }))
      demo.createService({ ...service, namespace, ports: withBackends })
      return Promise.resolve()
    },
    deleteService: (name) => {
      demo.deleteService(namespace, name)
      return Promise.resolve()
    },
    labelService: (name, label, value) => {
      demo.changeService(namespace, name, (service) => ({
        ...service,
        metadata: { ...service.metadata, labels: { ...service.metadata.labels, [label]: value } },
      }))
      return Promise.resolve()
    },
    forget: () => {
      demo.compact()
      return Promise.resolve()
    },
    close: async () => {
      backend.close()
      await demo.close()
    },
  }
}

describeApiConformance('demo cluster', connect)
