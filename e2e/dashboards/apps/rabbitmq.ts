import type { AppSpec } from '../../cluster/control-protocol.ts'
import { debianProgram } from '../../cluster/debian-package.ts'

export const rabbitmqPort = 15672

const config = `loopback_users = none
listeners.tcp.1 = $(POD_IP):5672
management.tcp.ip = $(POD_IP)
management.tcp.port = ${rabbitmqPort}
`

/** RabbitMQ with its management page; everybody's user is guest. */
export async function rabbitmqApp(): Promise<AppSpec> {
  return {
    // The script behind Debian's own, which would change to the user rabbitmq and its folders.
    command: await debianProgram('rabbitmq-server', '/usr/lib/rabbitmq/bin/rabbitmq-server'),
    args: [],
    env: {
      HOME: '$(POD_DIR)',
      RABBITMQ_NODENAME: 'rabbit@localhost',
      RABBITMQ_MNESIA_BASE: '$(POD_DIR)/mnesia',
      RABBITMQ_LOG_BASE: '$(POD_DIR)/log',
      RABBITMQ_CONFIG_FILE: '$(POD_DIR)/rabbitmq.conf',
      RABBITMQ_ENABLED_PLUGINS_FILE: '$(POD_DIR)/enabled_plugins',
      RABBITMQ_PID_FILE: '$(POD_DIR)/pid',
      ERL_EPMD_ADDRESS: '127.0.0.1',
    },
    files: { 'rabbitmq.conf': config, enabled_plugins: '[rabbitmq_management].\n' },
  }
}
