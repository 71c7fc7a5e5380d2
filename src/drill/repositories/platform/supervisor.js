// Runs the practice service at the version that was deployed last, and puts a steady load on it.
// Arguments: the world's folder, the port of the service, requests a second.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [root, port, perSecond] = process.argv.slice(2)
const guard = fileURLToPath(new URL('leave-with-parent.js', import.meta.url))
let running = { sha: '', child: null }

function current() {
  try {
    return JSON.parse(readFileSync(join(root, 'current.json'), 'utf8'))
  } catch {
    return null
  }
}

function start({ sha, folder }) {
  const env = { ...process.env, PORT: port, VERSION: sha, LOG_DIR: join(root, 'logs') }
  const child = spawn(process.execPath, ['--import', `file://${guard}`, join(folder, 'src/server.js')], {
    cwd: folder,
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.on('exit', () => {
    if (running.child === child) running = { sha: '', child: null }
  })
  running = { sha, child }
}

setInterval(() => {
  const wanted = current()
  if (!wanted || wanted.sha === running.sha) return
  if (running.child) {
    const old = running.child
    old.once('exit', () => start(wanted))
    running = { sha: wanted.sha, child: null }
    old.kill('SIGTERM')
  } else start(wanted)
}, 100)

const members = ['kim', 'noor', 'ida', 'theo', 'ana', 'jun', 'max']
let sent = 0

function ask(method, path, body) {
  const options = { host: '127.0.0.1', port, path, method, agent: false, timeout: 5000 }
  const outgoing = request({ ...options, headers: { 'x-cart': `c-${sent}` } }, answer => answer.resume())
  outgoing.on('error', () => undefined)
  outgoing.on('timeout', () => outgoing.destroy())
  outgoing.end(body && JSON.stringify(body))
}

setInterval(() => {
  if (!running.child) return
  sent += 1
  if (sent % 5 === 0) return ask('GET', '/api/cart')
  const isGuest = sent % 10 < 3
  const order = { cart: `c-${sent}`, method: 'card' }
  ask('POST', '/api/checkout', isGuest ? { ...order, address: 'Harbour 4' } : { ...order, member: members[sent % 7] })
}, 1000 / Number(perSecond))

function leave() {
  running.child?.kill('SIGKILL')
  process.exit(0)
}
process.stdin.resume()
process.stdin.on('end', leave)
process.stdin.on('error', leave)
process.on('SIGTERM', leave)
process.on('SIGHUP', leave)
