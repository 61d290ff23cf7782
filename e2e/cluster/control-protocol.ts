/** A program of ours, or any program, that answers on a pod's IP. */
export type AppSpec =
  | { readonly builtIn: BuiltInApp }
  | {
      readonly command: string
      /** `$(POD_IP)` and `$(POD_DIR)` are filled in, here, in `env` and in `files`, as Kubernetes does with `$(VAR)`. */
      readonly args?: readonly string[]
      readonly env?: Readonly<Record<string, string>>
      /** By default the pod's own folder, POD_DIR, which goes when the pod goes. */
      readonly cwd?: string
      /** Text files to put into POD_DIR first, by name. */
      readonly files?: Readonly<Record<string, string>>
    }

export type BuiltInApp = 'echo' | 'tiny'

/** A port that an application listens on. */
export interface AppPort {
  readonly port: number
  readonly tls: boolean
}

/** An application to start as a pod. */
export interface PodRequest {
  readonly label: string
  readonly app: AppSpec
  readonly ports: readonly AppPort[]
  /** How long its ports may take to accept a connection, ms. */
  readonly timeoutMs: number
}

/** What can be asked of a running supervisor: the parameters and the answer of each method. */
export interface ControlMethods {
  /** Answers when every port accepts connections. */
  startPod: { params: PodRequest; result: { podIP: string } }
  stopPod: { params: { podIP: string }; result: null }
  /** Kills the API server; its port outside refuses connections until it is started again. etcd keeps the data. */
  stopApiServer: { params: null; result: null }
  startApiServer: { params: null; result: null }
  /** Halts the API server as it is: connections open, nothing answers. */
  freezeApiServer: { params: { frozen: boolean }; result: null }
  /** Cuts every connection from outside. */
  dropConnections: { params: null; result: number }
  /** Resident memory by process, bytes. */
  memory: { params: null; result: Readonly<Record<string, number>> }
}

export type ControlMethod = keyof ControlMethods

/** One line of JSON each. */
export interface ControlRequest<M extends ControlMethod = ControlMethod> {
  readonly id: number
  readonly method: M
  readonly params: ControlMethods[M]['params']
}

export type ControlAnswer =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
