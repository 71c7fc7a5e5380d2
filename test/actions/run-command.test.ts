// One command from its start to its end: what is kept of a flood, and how it is stopped with everything it started.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KeptOutput } from '../../src/actions/kept-output.ts'
import { runCommand } from '../../src/actions/run-command.ts'
import { type CommandSpec, command } from '../../src/incident/command.ts'

const node = (script: string, rest: Partial<CommandSpec> = {}) => command([process.execPath, '-e', script], rest)

/** Aborts once the command has printed `word`. */
function abortOn(word: string) {
  const abort = new AbortController()
  let seen = ''
  const onOutput = (chunk: Buffer) => {
    seen += chunk.toString()
    if (seen.includes(word)) abort.abort()
  }
  return { signal: abort.signal, onOutput }
}

test('exit code, both streams and the secrets in them', async () => {
  const end = await runCommand(node("console.log('one'); console.error('password=hunter22'); process.exitCode = 3"))
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 3 })
  expect(end.output).toContain('one')
  expect(end.output).not.toContain('hunter22')
})

test('a program that is not there, or a folder that is gone, is said in words', async () => {
  const missing = await runCommand(command(['no-such-program-here']))
  expect(missing).toMatchObject({ outcome: 'failedToStart', exitCode: null })
  expect(missing.output).toBe('no-such-program-here was not found')
  const gone = await runCommand(command(['true'], { cwd: '/no/such/folder' }))
  expect(gone.output).toBe('true was not found, or /no/such/folder is gone')
})

test('a polite program ends at the first signal', async () => {
  const polite =
    "process.on('SIGINT', () => { console.log('cleaned up'); process.exit(0) }); console.log('up'); setInterval(() => {}, 1000)"
  const end = await runCommand(node(polite), { ...abortOn('up'), grace: 5000 })
  expect(end).toMatchObject({ outcome: 'cancelled', exitCode: 0 })
  expect(end.output).toContain('cleaned up')
})

test('a program that ignores SIGINT and SIGTERM is killed, and so is the one it started', async () => {
  const child = "process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"
  const parent = `${child}; const c = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${child}; console.log('ready ' + process.pid)`)}], { stdio: 'inherit' })`
  const { signal, onOutput } = abortOn('ready')
  const end = await runCommand(node(parent), { signal, onOutput, grace: 150 })
  expect(end).toMatchObject({ outcome: 'cancelled', signal: 'SIGKILL' })
  const started = Number(/ready (\d+)/.exec(end.output)?.[1])
  expect(started).toBeGreaterThan(1)
  expect(isAlive(started)).toBe(false)
})

test('a timeout stops the whole group and says so', async () => {
  const end = await runCommand(command(['sh -c "sleep 60" & echo started; wait'], { shell: true, timeoutMs: 300 }), {
    grace: 200,
  })
  expect(end.outcome).toBe('timedOut')
  expect(end.output).toContain('started')
})

test('something left running in the background does not hold the command back', async () => {
  const end = await runCommand(command(['sleep 30 & echo "left $!"'], { shell: true }))
  expect(end).toMatchObject({ outcome: 'exited', exitCode: 0 })
  expect(end.output).toContain('something it started still runs')
  process.kill(Number(/left (\d+)/.exec(end.output)?.[1]), 'SIGKILL')
})

test('it cannot ask anything on our terminal', async () => {
  const end = await runCommand(
    command(['cat; echo "[$GIT_TERMINAL_PROMPT$SSH_ASKPASS_REQUIRE]"; : </dev/tty'], { shell: true }),
  )
  expect(end.output).toContain('[0never]')
  expect(end.output).toMatch(/\/dev\/tty/)
  expect(end.exitCode).not.toBe(0)
})

test('of too much output the beginning and the end are kept, with what was left out between', async () => {
  const limits = { firstBytes: 1000, lastBytes: 2000 }
  const flood = "for (let i = 1; i <= 200000; i += 1) console.log('line ' + i + ' of many')"
  const end = await runCommand(node(flood), { limits })
  expect(end.output.startsWith('line 1 of many\n')).toBe(true)
  expect(end.output.trimEnd().endsWith('line 200000 of many')).toBe(true)
  expect(end.output).toMatch(
    /\n\[\d,\d{3},\d{3} bytes, about 199,\d{3} lines, left out here\]\nline 199\d{3} of many\n/,
  )
  expect(end.output.length).toBeLessThan(3200)
})

test('holding a flood takes no more memory than its limits', () => {
  const kept = new KeptOutput({ firstBytes: 10_000, lastBytes: 10_000 })
  const chunk = Buffer.from(`${'x'.repeat(99)}\n`.repeat(640))
  const before = process.memoryUsage.rss()
  for (let round = 0; round < 8000; round += 1) kept.add(chunk) // 512 MB
  expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024)
  expect(kept.text()).toContain('left out here')
})

test('what is given as input arrives', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-input-'))
  await runCommand(command(['tee', 'got.txt'], { cwd: folder, input: 'the body\n' }))
  expect(readFileSync(join(folder, 'got.txt'), 'utf8')).toBe('the body\n')
  rmSync(folder, { recursive: true })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A zombie is dead; only its parent has not looked yet.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
