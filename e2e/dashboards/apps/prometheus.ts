import type { AppSpec } from '../../cluster/control-protocol.ts'
import { debianProgram } from '../../cluster/debian-package.ts'

export const prometheusPort = 9090

const config = `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: itself
    static_configs: [{ targets: ['$(POD_IP):${prometheusPort}'] }]
`

/** Prometheus, which watches itself. */
export async function prometheusApp(): Promise<AppSpec> {
  return {
    command: await debianProgram('prometheus', '/usr/bin/prometheus'),
    args: [
      '--config.file=$(POD_DIR)/prometheus.yml',
      '--storage.tsdb.path=$(POD_DIR)/data',
      `--web.listen-address=$(POD_IP):${prometheusPort}`,
    ],
    files: { 'prometheus.yml': config },
  }
}
