// The fields of Kubernetes objects that the demo cluster fills or reads. Field order is that of the real server's JSON.

export interface ObjectMeta {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
}

export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller: boolean
  readonly blockOwnerDeletion: boolean
}

/** What the store holds; apiVersion and kind belong to the resource, not to the object (see resources.ts). */
export interface KubeObject {
  readonly metadata: ObjectMeta
}

export interface ServicePort {
  readonly name?: string
  readonly protocol: 'TCP' | 'UDP'
  readonly appProtocol?: string
  readonly port: number
  readonly targetPort: number | string
  readonly nodePort?: number
}

export interface Service extends KubeObject {
  readonly spec: {
    readonly ports?: readonly ServicePort[]
    readonly selector?: Readonly<Record<string, string>>
    readonly clusterIP?: string
    readonly clusterIPs?: readonly string[]
    readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
    readonly externalName?: string
    readonly sessionAffinity: 'None'
    readonly ipFamilies?: readonly string[]
    readonly ipFamilyPolicy?: string
    readonly internalTrafficPolicy?: string
    readonly externalTrafficPolicy?: string
    readonly allocateLoadBalancerNodePorts?: boolean
  }
  readonly status: { readonly loadBalancer: { readonly ingress?: readonly { ip?: string; hostname?: string }[] } }
}

export interface Endpoint {
  readonly addresses: readonly [string, ...string[]]
  readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean }
  readonly targetRef?: {
    readonly kind: string
    readonly namespace: string
    readonly name: string
    readonly uid: string
  }
  readonly nodeName?: string
}

export interface EndpointSlice extends KubeObject {
  readonly addressType: 'IPv4'
  readonly endpoints: readonly Endpoint[]
  readonly ports: readonly { readonly name: string; readonly protocol: 'TCP' | 'UDP'; readonly port: number }[]
}

export interface Pod extends KubeObject {
  readonly spec: {
    readonly containers: readonly {
      readonly name: string
      readonly image: string
      readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol: string }[]
    }[]
    readonly nodeName: string
    readonly serviceAccountName: string
  }
  readonly status: {
    readonly phase: string
    readonly conditions: readonly { readonly type: string; readonly status: string; readonly reason?: string }[]
    readonly hostIP: string
    readonly podIP: string
    readonly podIPs: readonly { readonly ip: string }[]
    readonly startTime?: string
  }
}

export interface Namespace extends KubeObject {
  readonly spec: { readonly finalizers: readonly string[] }
  readonly status: { readonly phase: 'Active' }
}
