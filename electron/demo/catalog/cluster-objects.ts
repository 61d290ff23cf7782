import type { Endpoint, EndpointSlice, Pod, Service } from '../api/objects.ts'
import { endpointSlices, namespaces, pods, services } from '../api/resources.ts'
import type { Store } from '../api/store.ts'
import { type Addresses, conditionsOf, objectsOf, type Workload } from './workload.ts'

/** Puts workloads into the store, changes and removes them: the controllers of the demo cluster. */
export class ClusterObjects {
  readonly #store: Store
  readonly #now: () => Date
  readonly #addresses: Addresses
  #pods = 0
  #services = 0

  constructor(store: Store, now: () => Date) {
    this.#store = store
    this.#now = now
    this.#addresses = {
      podIp: () => `10.244.${1 + Math.floor(this.#pods / 250)}.${2 + (this.#pods++ % 250)}`,
      // Steps of 37 in a prime number of addresses: scattered, as in a cluster that has lived, and all different.
      clusterIp: () => `10.96.${12 + Math.floor(this.#services / 251)}.${2 + ((40 + 37 * this.#services++) % 251)}`,
    }
  }

  /** Creates a namespace where it is not there yet. */
  addNamespace(name: string): void {
    if (this.#store.get(namespaces, undefined, name)) return
    this.#store.put(namespaces, {
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    })
  }

  /** Creates (or replaces) a Service with its EndpointSlice and pods; returns the pods. */
  addWorkload(workload: Workload): readonly Pod[] {
    this.addNamespace(workload.namespace)
    const objects = objectsOf(workload, this.#addresses, this.#now())
    const stored = objects.pods.map((pod) => this.#store.put(pods, pod))
    this.#store.put(services, objects.service)
    this.#store.put(endpointSlices, { ...objects.slice, endpoints: objects.slice.endpoints.map(withUidOf(stored)) })
    return stored
  }

  /** Removes a Service with its EndpointSlices and their pods; false when there was none. */
  removeService(namespace: string, name: string): boolean {
    const removed = this.#store.remove(services, namespace, name)
    for (const slice of this.#slicesOf(namespace, name)) {
      this.#store.remove(endpointSlices, namespace, slice.metadata.name)
      for (const { targetRef } of slice.endpoints) if (targetRef) this.#store.remove(pods, namespace, targetRef.name)
    }
    return removed
  }

  /** Makes the nth endpoint of a Service ready or not, with its pod. Throws when there is no such endpoint. */
  setEndpointReady(namespace: string, name: string, index: number, ready: boolean): void {
    const [slice] = this.#slicesOf(namespace, name)
    const endpoint = slice?.endpoints[index]
    if (!slice || !endpoint) throw new Error(`service "${name}" in "${namespace}" has no endpoint ${index}`)
    const pod = endpoint.targetRef && this.#store.get(pods, namespace, endpoint.targetRef.name)
    if (pod) this.#store.put(pods, { ...pod, status: { ...pod.status, conditions: conditionsOf(ready) } })
    const changed: Endpoint = { ...endpoint, conditions: { ready, serving: ready, terminating: false } }
    this.#store.put(endpointSlices, { ...slice, endpoints: slice.endpoints.with(index, changed) })
  }

  /** Replaces a Service by what `change` makes of it. Throws when there is none. */
  changeService(namespace: string, name: string, change: (service: Service) => Service): void {
    const service = this.#store.get(services, namespace, name)
    if (!service) throw new Error(`service "${name}" not found in "${namespace}"`)
    this.#store.put(services, change(service))
  }

  #slicesOf(namespace: string, service: string): EndpointSlice[] {
    const isOf = ({ metadata }: EndpointSlice): boolean =>
      metadata.namespace === namespace && metadata.labels?.['kubernetes.io/service-name'] === service
    return this.#store.list(endpointSlices).filter(isOf)
  }
}

const withUidOf =
  (stored: readonly Pod[]) =>
  (endpoint: Endpoint): Endpoint => {
    const uid = stored.find(({ metadata }) => metadata.name === endpoint.targetRef?.name)?.metadata.uid
    return endpoint.targetRef && uid !== undefined
      ? { ...endpoint, targetRef: { ...endpoint.targetRef, uid } }
      : endpoint
  }
