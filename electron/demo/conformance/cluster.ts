/** Where the suite's backend listens in its pods. */
export const containerPorts = { http: 8080, https: 8443, tcp: 9000 } as const

/** A Service that the suite wants. */
export interface ConformanceService {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ports: readonly {
    readonly name?: string
    readonly port: number
    readonly containerPort: (typeof containerPorts)[keyof typeof containerPorts]
  }[]
  /** One pod each, true: ready. One ready pod unless given. */
  readonly endpoints?: readonly boolean[]
  /** False: the pods are there, and nothing listens in them. */
  readonly listening?: boolean
}

/** A Kubernetes API server under test, and a namespace in it that nobody else uses. */
export interface ConformanceCluster {
  /** `https://HOST:PORT` */
  readonly server: string
  /** PEM */
  readonly ca: string
  /** Of a user who may do everything. */
  readonly token: string
  readonly namespace: string
  /** Creates a Service of the namespace whose pods run backend.ts. */
  createService(service: ConformanceService): Promise<void>
  deleteService(name: string): Promise<void>
  /** Sets a label of a Service. */
  labelService(name: string, label: string, value: string): Promise<void>
  /** Makes the server forget the past: earlier versions are too old to watch from. */
  forget(): Promise<void>
  close(): Promise<void>
}
