import type { RealCluster } from '../cluster/real-cluster.ts'

/** Packets of the API server's port, as routing rules name them, and a table of their own. */
const ways = ['to 10.244.0.1 ipproto tcp dport 6443', 'from 10.244.0.1 ipproto tcp sport 6443']
const table = 77

/**
 * Lets nothing through to the API server or from it any more, without a word to either side, as when a cable is pulled.
 * Returns what mends it.
 */
export async function cutNetwork(cluster: RealCluster): Promise<() => Promise<void>> {
  const run = async (commands: readonly string[]): Promise<void> => {
    const { code, stderr } = await cluster.enter('sh', ['-ec', commands.join('\n')])
    if (code !== 0) throw new Error(`Cutting the network: ${stderr}`)
  }
  await run([
    // A cable whose other end nobody listens to.
    'ip link show cut0 >/dev/null 2>&1 || ip link add cut0 type veth peer name cut1',
    'ip link set cut0 arp off up; ip link set cut1 up',
    `ip route replace default dev cut0 table ${table}`,
    // The rule for this machine's own addresses comes first of all; it makes room.
    'ip rule add pref 100 lookup local',
    ...ways.map((way) => `ip rule add pref 50 ${way} lookup ${table}`),
    'ip rule del pref 0',
  ])
  return () =>
    run(['ip rule add pref 0 lookup local', ...ways.map(() => 'ip rule del pref 50'), 'ip rule del pref 100'])
}
