// Runs the practice service at the version that was deployed last, what stands beside it, and a steady load on it.
// Argument: the world's folder, where platform.json says what to run.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLoad } from './load.js'

const root = process.argv[2]
const { port, perSecond, visit, env: settings, helpers } = JSON.parse(readFileSync(join(root, 'platform.json'), 'utf8'))
const guard = new URL('leave-with-parent.js', import.meta.url).href
const env = { ...process.env, ...settings, LOG_DIR: join(root, 'logs'), CONTROL_DIR: join(root, 'control') }
const children = new Map()

function text(...path) {
  try {
    return readFileSync(join(root, ...path), 'utf8').trim()
  } catch {
    return null
  }
}

/** Keeps a process as it is wanted: `wanted` names its version, null is stopped. */
function keep(name, wanted, start) {
  const running = children.get(name)
  if (running?.wanted === wanted || running?.isLeaving) return
  if (running) {
    running.isLeaving = true
    running.child.kill('SIGTERM')
  } else if (wanted !== null) {
    const child = start()
    children.set(name, { child, wanted, isLeaving: false })
    child.on('exit', () => children.delete(name))
  }
}

function run(file, cwd, more = {}) {
  const options = { cwd, env: { ...env, ...more }, stdio: ['pipe', 'ignore', 'ignore'] }
  return spawn(process.execPath, ['--import', guard, file], options)
}

setInterval(() => {
  for (const { name, file, when } of helpers) {
    const isWanted = !when || text('control', when[0]) === when[1]
    keep(name, isWanted ? 'now' : null, () => run(fileURLToPath(new URL(file, import.meta.url)), root))
  }
  const release = JSON.parse(text('current.json') ?? 'null')
  if (!release) return
  const start = () =>
    run(join(release.folder, 'src/server.js'), release.folder, { PORT: String(port), VERSION: release.sha })
  keep('service', `${release.sha} ${text('control', 'restart') ?? ''}`, start)
}, 100)

startLoad({
  port,
  visit,
  perSecond: () => Number(text('control', 'load') ?? perSecond),
  isUp: () => children.get('service')?.isLeaving === false,
})

function leave() {
  for (const { child } of children.values()) child.kill('SIGKILL')
  process.exit(0)
}
process.stdin.resume()
process.stdin.on('end', leave)
process.stdin.on('error', leave)
process.on('SIGTERM', leave)
process.on('SIGHUP', leave)
