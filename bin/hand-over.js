// An old Node in a clone: hands over to the node@24 that is a dev dependency there, and passes signals and exit code on.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const node = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))

if (process.env.INCIDENT_TUI_HANDED_OVER || !existsSync(node)) {
  process.stderr.write(
    `incident-tui needs Node 22.19 or newer; this is ${process.versions.node}. Install a newer Node, or put one first on PATH.\n`,
  )
  process.exit(1)
}

const child = spawn(node, process.argv.slice(1), {
  stdio: 'inherit',
  env: { ...process.env, INCIDENT_TUI_HANDED_OVER: String(process.pid) },
})

// Ctrl-C reaches the whole foreground group by itself: passing it on as well would count it twice.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT'])
  process.on(signal, () => child.kill(signal))

child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
