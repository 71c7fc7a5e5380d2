#!/usr/bin/env node
// The launcher. Plain old syntax up to the version check, so that an old Node prints a sentence and not a stack.
// In a clone, where node@24 is a dev dependency, an old Node hands over to that one instead.
var have = process.versions.node.split('.').map(Number)
if (have[0] > 22 || (have[0] === 22 && have[1] >= 19)) start()
else handOver()

function start() {
  // React picks its build when it loads, and Ink and chalk do not know NO_COLOR: both are settled before the app loads.
  process.env.NODE_ENV = 'production'
  if (process.env.NO_COLOR && !process.env.FORCE_COLOR) process.env.FORCE_COLOR = '0'
  if (process.env.INCIDENT_TUI_HANDED_OVER) leaveWithParent(Number(process.env.INCIDENT_TUI_HANDED_OVER))
  import('node:module')
    .then(m => m.enableCompileCache?.())
    .then(() => import('../dist/app/app.js'))
    .then(app => app.main(process.argv))
}

function handOver() {
  var fs = require_('fs')
  var node = new URL('../node_modules/node/bin/node', import.meta.url).pathname
  if (process.env.INCIDENT_TUI_HANDED_OVER || !fs.existsSync(node)) {
    process.stderr.write(
      'incident-tui needs Node 22.19 or newer; this is ' +
        process.versions.node +
        '. Install a newer Node, or put one first on PATH.\n',
    )
    process.exit(1)
  }
  var child = require_('child_process').spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { INCIDENT_TUI_HANDED_OVER: String(process.pid) }),
  })
  ;['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT', 'SIGWINCH'].forEach(signal => {
    process.on(signal, () => {
      if (signal !== 'SIGINT' && signal !== 'SIGWINCH') child.kill(signal)
    })
  })
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + require_('os').constants.signals[signal] : code)
  })
}

function require_(name) {
  return process.getBuiltinModule('node:' + name)
}

// A parent that was killed outright cannot pass the signal on: the child notices that it has been orphaned.
function leaveWithParent(parent) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGHUP')
  }, 500).unref()
}
