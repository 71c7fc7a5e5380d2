// Plays every practice outage with the scripted responder and says how each went. Takes some five minutes.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/incident-tui.js', import.meta.url))
const home = await mkdtemp(join(tmpdir(), 'incident-tui-drills-'))

/** Resolves to the exit code and what was said. */
function run(...args) {
  return new Promise(resolve => {
    const env = { ...process.env, INCIDENT_TUI_HOME: home }
    const child = spawn(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (text += data))
    child.on('close', code => resolve({ code, text }))
  })
}

const named = process.argv.slice(2)
const listed = (await run('drill', '--list')).text.split('\n').flatMap(line => line.match(/^[\w-]+/)?.[0] ?? [])
let failed = 0
for (const name of named.length > 0 ? named : listed) {
  const startedAt = Date.now()
  const { code, text } = await run('drill', name, '--play', '--fast')
  if (code !== 0) failed += 1
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  const likely = /most likely .*/.exec(text)?.[0] ?? text.trim().split('\n').at(-1)
  console.log(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${String(seconds).padStart(3)} s  ${likely.slice(0, 110)}`,
  )
}
await rm(home, { recursive: true, force: true })
process.exitCode = failed === 0 ? 0 : 1
