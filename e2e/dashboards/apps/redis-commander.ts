import type { AppSpec } from '../../cluster/control-protocol.ts'
import { installNpmApp } from '../../cluster/apps/npm-app.ts'
import { debianProgram } from '../../cluster/debian-package.ts'

export const redisCommanderPort = 8081

const startScript = `const { spawn } = require('node:child_process')
const { POD_IP, POD_DIR, REDIS_SERVER, COMMANDER } = process.env
// A pod's own address is not loopback, from which alone Redis would take commands without a password.
const flags = ['--bind', POD_IP, '--port', '6379', '--protected-mode', 'no', '--save', '', '--dir', POD_DIR]
const redis = spawn(REDIS_SERVER, flags, { stdio: 'inherit' })
process.on('exit', () => redis.kill())
process.argv.push('--redis-host', POD_IP, '--address', POD_IP, '--port', '${redisCommanderPort}', '--noload', '--nosave')
require(COMMANDER)
`

/** redis-commander, and the Redis that it shows. */
export async function redisCommanderApp(): Promise<AppSpec> {
  const redis = await debianProgram('redis-server', '/usr/bin/redis-server')
  const commander = await installNpmApp({ name: 'redis-commander', version: '0.9.0', main: 'bin/redis-commander.js' })
  return {
    command: process.execPath,
    args: ['$(POD_DIR)/start.cjs'],
    env: { HOME: '$(POD_DIR)', REDIS_SERVER: redis, COMMANDER: commander },
    files: { 'start.cjs': startScript },
  }
}
