import { join } from 'node:path'
import { type ApiClient, createApiClient } from './api-client.ts'
import { findBinaries } from './binaries.ts'
import { type ClusterUser, controlSocketName, readClusterFile } from './cluster-file.ts'
import { ClusterUnavailable } from './cluster-unavailable.ts'
import { connectControl } from './control-client.ts'
import { allProxyVerbs, grant, type Rule } from './grants.ts'
import { type Command, inNamespaceOf, requireNamespaces, systemPath } from './namespace.ts'
import { type CommandOptions, type CommandResult, runCommand } from './run-command.ts'
import {
  type AddedService,
  addNamespace,
  addService,
  removeService,
  replacePod,
  type ServiceName,
  type ServiceOptions,
  setReady,
} from './services.ts'
import type { PodAddress } from './manifests.ts'
import { supervise } from './supervise.ts'

export interface ClusterOptions {
  /** The name of context, cluster and user entry in the kubeconfigs. */
  readonly contextName?: string
  /** Starts a kubelet (kwok) so that `pods/portforward` works; KUBEBUILDER_ASSETS may come without one. */
  readonly portForward?: boolean | 'if-possible'
  /** More flags for kube-apiserver, `--oidc-issuer-url=…` for example. */
  readonly apiServerFlags?: readonly string[]
  /** What is being done, in lines; standard error by default. */
  readonly progress?: (line: string) => void
}

/** What another process needs to use a running cluster: see {@link attachRealCluster}. */
export interface ClusterAddress {
  readonly directory: string
  readonly namespacePid: number
}

/** A real API server, RBAC mode, reachable on 127.0.0.1 with the embedded CA, and applications on pod IPs. */
export interface RealCluster {
  readonly address: ClusterAddress
  /** The temp folder: kubeconfigs, `logs/`. It goes with the cluster. */
  readonly directory: string
  /** `https://127.0.0.1:PORT`. */
  readonly server: string
  /** PEM. */
  readonly certificateAuthority: string
  readonly contextName: string
  readonly kubeconfigPath: string
  /** The administrator, by client certificate. */
  readonly certificateKubeconfigPath: string
  /** The administrator, without the relay; for commands run by {@link RealCluster.enter}. */
  readonly insideKubeconfigPath: string
  readonly adminToken: string
  /** Whether `pods/portforward` works. */
  readonly portForward: boolean
  readonly users: {
    /** system:masters. */
    readonly admin: ClusterUser
    /** Nothing until `allowServices` or `grant` gives something. */
    readonly restricted: ClusterUser
    readonly nobody: ClusterUser
  }
  /** The API as the administrator. */
  readonly api: ApiClient
  /** The built kubectl with the administrator's kubeconfig, or `as` another user. */
  kubectl(args: readonly string[], options?: CommandOptions & { readonly as?: ClusterUser }): Promise<CommandResult>
  /** Program and arguments of kubectl, for a caller that wants it running (`kubectl proxy`). */
  kubectlCommand(args: readonly string[], as?: ClusterUser): Command & { readonly env: NodeJS.ProcessEnv }
  /** `kubectl apply` of any objects; throws what kubectl says. */
  apply(objects: readonly object[]): Promise<void>
  addNamespace(name: string): Promise<void>
  addService(service: ServiceOptions): Promise<AddedService>
  setReady(service: ServiceName, readyReplicas: number): Promise<void>
  removeService(service: ServiceName): Promise<void>
  /** Replaces the pods of an added Service by a new one of that name, as a rolling update does. */
  replacePod(service: ServiceOptions, name: string): Promise<PodAddress>
  /** Ends an application while its pod stays an endpoint: the service proxy then fails to dial. */
  stopPod(podIP: string): Promise<void>
  /** Lets a user list and watch Services and use their proxy in a namespace. */
  allowServices(user: ClusterUser, namespace: string, proxyVerbs?: readonly string[]): Promise<void>
  grant(user: ClusterUser, namespace: string, rules: readonly Rule[], name?: string): Promise<void>
  /** Kills the API server: its port refuses connections. Applications and data stay. */
  stopApiServer(): Promise<void>
  /** On the same port, with the same data. */
  startApiServer(): Promise<void>
  /** Halts (true) or continues the API server: connections open and nothing answers. */
  freezeApiServer(frozen: boolean): Promise<void>
  /** Resets every connection from outside; returns how many there were. */
  dropConnections(): Promise<number>
  /** Resident memory by process name, bytes. */
  memory(): Promise<Readonly<Record<string, number>>>
  /** A command as it must be spawned to run inside the namespace. */
  enterCommand(command: string, args: readonly string[]): Command
  /** Runs a command inside the namespace, where pod IPs and the API server are reached directly. */
  enter(command: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult>
  /** Of the owner: ends everything and removes the folder. Of an attached one: lets go of it. */
  stop(): Promise<void>
}

const defaultContext = 'porthole-test'

/** Starts a cluster that this process owns. Throws {@link ClusterUnavailable} where that cannot be. */
export async function startRealCluster(options: ClusterOptions = {}): Promise<RealCluster> {
  await requireNamespaces()
  const binaries = await findBinaries(options.progress)
  const wanted = options.portForward ?? false
  if (wanted === true && binaries.kwok === undefined) {
    throw new ClusterUnavailable('Port-forward needs kwok, and KUBEBUILDER_ASSETS has none; unset it to build one.')
  }
  const supervised = await supervise({
    binaries,
    users: [
      { name: 'admin', groups: ['system:masters'] },
      { name: 'restricted', groups: [] },
      { name: 'nobody', groups: [] },
    ],
    contextName: options.contextName ?? defaultContext,
    portForward: wanted !== false && binaries.kwok !== undefined,
    apiServerFlags: options.apiServerFlags ?? [],
  })
  const { directory, namespacePid } = supervised
  const attached = await attachRealCluster({ directory, namespacePid })
  return {
    ...attached,
    async stop() {
      await attached.stop()
      await supervised.stop()
    },
  }
}

/** Uses a cluster that another process owns. */
export async function attachRealCluster(address: ClusterAddress): Promise<RealCluster> {
  const { directory } = address
  const file = await readClusterFile(directory)
  const [admin, restricted, nobody] = file.users
  if (admin === undefined || restricted === undefined || nobody === undefined) throw new Error('Users are missing')
  const api = createApiClient({ ...file, token: admin.token })
  const control = await connectControl(join(directory, controlSocketName))
  const { portForward } = file
  const env = (): NodeJS.ProcessEnv => ({ PATH: systemPath, HOME: join(directory, 'home'), LANG: 'C.UTF-8' })
  const enterCommand = (command: string, args: readonly string[]): Command =>
    inNamespaceOf(address.namespacePid, process.cwd(), command, args)
  const kubectlCommand = (args: readonly string[], as: ClusterUser = admin) => ({
    command: file.kubectl,
    args: [`--kubeconfig=${as.kubeconfigPath}`, ...args],
    env: env(),
  })
  const kubectl: RealCluster['kubectl'] = (args, options = {}) => {
    const command = kubectlCommand(args, options.as)
    return runCommand(command, { env: command.env, ...options })
  }
  return {
    address,
    directory,
    server: file.server,
    certificateAuthority: file.certificateAuthority,
    contextName: file.contextName,
    kubeconfigPath: admin.kubeconfigPath,
    certificateKubeconfigPath: file.certificateKubeconfigPath,
    insideKubeconfigPath: file.insideKubeconfigPath,
    adminToken: admin.token,
    portForward,
    users: { admin, restricted, nobody },
    api,
    kubectl,
    kubectlCommand,
    async apply(objects) {
      const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
      const applied = await kubectl(['apply', '-f', '-'], { input })
      if (applied.code !== 0) throw new Error(`kubectl apply: ${applied.stderr}`)
    },
    addNamespace: (name) => addNamespace(api, name),
    addService: (service) => addService(api, control, portForward, service),
    setReady: (service, readyReplicas) => setReady(api, service, readyReplicas),
    removeService: (service) => removeService(api, control, portForward, service),
    replacePod: (service, name) => replacePod(api, control, portForward, service, name),
    async stopPod(podIP) {
      await control.call('stopPod', { podIP })
    },
    allowServices: (user, namespace, proxyVerbs = allProxyVerbs) =>
      grant(
        api,
        user.name,
        namespace,
        [
          { resources: ['services'], verbs: ['get', 'list', 'watch'] },
          { resources: ['services/proxy'], verbs: proxyVerbs },
        ],
        'services',
      ),
    grant: (user, namespace, rules, name = 'grant') => grant(api, user.name, namespace, rules, name),
    async stopApiServer() {
      await control.call('stopApiServer', null)
    },
    async startApiServer() {
      await control.call('startApiServer', null)
    },
    async freezeApiServer(frozen) {
      await control.call('freezeApiServer', { frozen })
    },
    dropConnections: () => control.call('dropConnections', null),
    memory: () => control.call('memory', null),
    enterCommand,
    enter: (command, args, options) => runCommand(enterCommand(command, args), options),
    stop() {
      api.close()
      control.close()
      return Promise.resolve()
    },
  }
}
