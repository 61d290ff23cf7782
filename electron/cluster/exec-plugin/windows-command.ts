/**
 * How a batch file must be started: Node starts programs only, and `cmd.exe` has rules of its own for what it reads. The
 * arguments are quoted once for the program and then each sign that cmd acts on is made plain, twice, since a batch file
 * reads its arguments again.
 */
export function batchCommand(file: string, args: readonly string[], shell = 'cmd.exe') {
  const line = [plain(file), ...args.map((argument) => plain(plain(quoted(argument))))].join(' ')
  return { file: shell, args: ['/d', '/s', '/c', `"${line}"`], verbatim: true }
}

/** Whether Windows needs {@link batchCommand} for a file. */
export function isBatch(file: string): boolean {
  return /\.(bat|cmd)$/i.test(file)
}

/** As `CommandLineToArgvW` takes it apart again. */
function quoted(argument: string): string {
  return `"${argument.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`
}

function plain(text: string): string {
  return text.replace(/[()[\]%!^"`<>&|;, *?]/g, '^$&')
}
