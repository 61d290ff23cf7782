import type { MutatedFile } from './mutation.ts'

/** Who may connect, and how much they may send before anybody looks. */
export const listenerRules: MutatedFile = {
  file: 'electron/proxy/listener.ts',
  tests: 'electron/proxy/listener.test.ts',
  mutations: [
    {
      rule: 'nobody connects from another computer, IPv4',
      find: "bind(four, '127.0.0.1', port)",
      put: "bind(four, '0.0.0.0', port)",
    },
    { rule: 'nor with IPv6', find: "bind(six, '::1', bound)", put: "bind(six, '::', bound)" },
    {
      rule: 'it listens on ::1 too',
      find: "  try {\n    await bind(six, '::1', bound)\n  } catch",
      put: '  try {\n  } catch',
    },
    {
      rule: 'on the same port',
      find: "bind(six, '::1', bound)",
      put: "bind(six, '::1', 0)",
    },
    { rule: 'a port that is taken on ::1 keeps no half of it', find: '      await close(four)\n', put: '' },
    { rule: 'and is an error', find: '      await close(four)\n      throw error\n', put: '' },
    { rule: 'a port is not shared with another program', find: "error.code === 'EADDRINUSE' || ", put: '' },
    { rule: 'a head of 60 KB passes', find: 'maxHeaderSize: maxHead,', put: '' },
    { rule: 'a head of 70 KB does not', find: 'maxHeaderSize: maxHead,', put: 'maxHeaderSize: 2 * maxHead,' },
    {
      rule: 'the parser is strict: no two lengths, no length and chunks',
      find: 'keepAlive: true,',
      put: 'keepAlive: true, insecureHTTPParser: true,',
    },
    { rule: 'a request names a Host', find: 'keepAlive: true,', put: 'keepAlive: true, requireHostHeader: false,' },
    {
      rule: 'what cannot be read is answered with 400',
      find: 'answerUpgradeFailure(socket, 400,',
      put: 'answerUpgradeFailure(socket, 200,',
    },
    {
      rule: 'one that is too large with 431',
      find: 'answerUpgradeFailure(socket, 431,',
      put: 'answerUpgradeFailure(socket, 400,',
    },
    {
      rule: 'no head stands within an answer',
      find: " || Reflect.get(socket, '_httpMessage')",
      put: '',
    },
    {
      rule: 'a client that resets an upgrade takes nothing with it',
      find: "    socket.on('error', () => socket.destroy())\n",
      put: '',
    },
    {
      rule: 'CONNECT makes no tunnel',
      find: '  server.setMaxListeners(0)',
      put: "  server.on('connect', (_request, socket) => socket.end('HTTP/1.1 200 OK\\r\\n\\r\\n'))\n  server.setMaxListeners(0)",
    },
    {
      rule: 'closing ends connections that do not end by themselves',
      find: 'server.closeAllConnections()',
      put: 'undefined',
    },
    { rule: 'but not at once', find: 'const grace = 500', put: 'const grace = 0' },
    { rule: 'what is sent ahead waits its turn', find: '    inTurn(onRequest),', put: '    onRequest,' },
    { rule: 'and is not without end', find: 'waiting >= maxAhead', put: 'waiting < 0' },
    { rule: 'the next port is tried', find: 'port < first + 100 && ', put: 'port < first + 1 && ' },
    { rule: 'there is no port beyond the last', find: ' && port < 65_536', put: '' },
  ],
}
