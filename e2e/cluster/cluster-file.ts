import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const user = z.object({ name: z.string(), token: z.string(), kubeconfigPath: z.string() })
const shape = z.object({
  server: z.string(),
  insideServer: z.string(),
  certificateAuthority: z.string(),
  contextName: z.string(),
  kubectl: z.string(),
  portForward: z.boolean(),
  users: z.array(user),
  insideKubeconfigPath: z.string(),
  certificateKubeconfigPath: z.string(),
})

/** A user of the cluster and a kubeconfig that signs in as them. */
export type ClusterUser = z.infer<typeof user>

/** What the supervisor writes down about its cluster, so that several test processes can use it. */
export type ClusterFile = z.infer<typeof shape>

export const controlSocketName = 'control.sock'
const fileName = 'cluster.json'

export function clusterFilePath(directory: string): string {
  return join(directory, fileName)
}

/** Reads what the supervisor wrote; throws where the folder is not a running cluster's. */
export async function readClusterFile(directory: string): Promise<ClusterFile> {
  return shape.parse(JSON.parse(await readFile(clusterFilePath(directory), 'utf8')))
}
