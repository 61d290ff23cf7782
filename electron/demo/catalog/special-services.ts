import type { EndpointSlice, Service } from '../api/objects.ts'
import { daysAgo } from './workload.ts'

/** `default/kubernetes`, as every cluster has it: no selector, and endpoints that are no pods. */
export const kubernetesService = (now: Date): Service => ({
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    creationTimestamp: daysAgo(now, 203),
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: {
    ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
    clusterIP: '10.96.0.1',
    clusterIPs: ['10.96.0.1'],
    type: 'ClusterIP',
    sessionAffinity: 'None',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  },
  status: { loadBalancer: {} },
})

export const kubernetesSlice = (now: Date): EndpointSlice => ({
  addressType: 'IPv4',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    creationTimestamp: daysAgo(now, 203),
    labels: { 'kubernetes.io/service-name': 'kubernetes' },
  },
  endpoints: [{ addresses: ['172.18.0.2'], conditions: { ready: true } }],
  ports: [{ name: 'https', protocol: 'TCP', port: 6443 }],
})

/** A name for something outside: no address, no ports, no endpoints. */
export const paymentsService = (now: Date): Service => ({
  metadata: {
    name: 'payments-gateway',
    namespace: 'shop',
    creationTimestamp: daysAgo(now, 60),
    labels: { 'app.kubernetes.io/name': 'payments-gateway', 'app.kubernetes.io/part-of': 'shop' },
  },
  spec: { sessionAffinity: 'None', type: 'ExternalName', externalName: 'api.payments.example.com' },
  status: { loadBalancer: {} },
})
