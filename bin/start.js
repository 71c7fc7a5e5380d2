// Settles the environment, answers with a skeleton where a cockpit is coming, and loads the app.
// React picks its build when it loads, and Ink and chalk do not know NO_COLOR: both are settled first.
process.env.NODE_ENV = 'production'
if (process.argv.includes('--no-color')) process.env.NO_COLOR = '1'
if (process.env.NO_COLOR && !process.env.FORCE_COLOR) process.env.FORCE_COLOR = '0'
if (process.env.INCIDENT_TUI_HANDED_OVER) leaveWithParent(Number(process.env.INCIDENT_TUI_HANDED_OVER))
if (opensCockpit(process.argv.slice(2))) paintSkeleton()
// Where files may not grow (a limit, a full disk) writing the cache at exit must not end the program by a signal.
process.on('SIGXFSZ', () => {})
const { enableCompileCache } = await import('node:module')
enableCompileCache?.()
const app = await import('../dist/app/app.js')
await app.main(process.argv)

// Only the cockpit gets a skeleton: everything with a sub-command prints and leaves. test/docs.test.ts checks the names.
function opensCockpit(words) {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env.TERM === 'dumb') return false
  if (process.env.INK_SCREEN_READER || words.some(word => /^(-h|--help|-V|--version|--linear)$/.test(word)))
    return false
  const subcommands =
    /^(list|show|declare|note|severity|phase|hypothesis|action|mitigated|resolve|reopen|close|run|postmortem|check|logs|suspects|drill|init|config|trust|completion|complete|help|export|import|delete|archive|impact|moment|cause|factor|figure|section|stats|actions|similar|timeline|role|update|page)$/
  const first = words.find(word => !word.startsWith('-'))
  return first === undefined || !subcommands.test(first)
}

// The fixed rows of the cockpit, by one raw write, while the app is still loading: an answer within a blink.
function paintSkeleton() {
  const { columns, rows } = process.stdout
  const unicode =
    !process.argv.includes('--ascii') &&
    /utf-?8/i.test(process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || '')
  const line = (unicode ? '─' : '-').repeat(Math.max(0, columns))
  const at = row => `\x1b[${row};1H`
  const frame = rows < 16 || columns < 60 ? '' : `${at(4)}\x1b[2m${line}${at(rows - 2)}${line}\x1b[22m`
  process.stdout.write(
    `\x1b[?1049h\x1b[?25l\x1b[2J${at(1)} \x1b[1mincident-tui\x1b[22m${frame}${at(rows - 1)} \x1b[2mreading the record\x1b[22m`,
  )
  // The app takes the screen over (and clears this); where it leaves before that, the terminal is given back.
  const skeleton = { up: true }
  globalThis.incidentTuiSkeleton = skeleton
  process.on('exit', () => {
    if (skeleton.up) process.stdout.write('\x1b[?25h\x1b[?1049l')
  })
}

// A parent that was killed outright cannot pass the signal on: the child notices that it has been orphaned.
function leaveWithParent(parent) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGHUP')
  }, 500).unref()
}
