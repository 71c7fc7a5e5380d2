// Programs that observe: no terminal to ask on, nothing left over when they are stopped.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runQuietly } from '../../src/signals/quiet-process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-quiet-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const sh = (script: string, more: object = {}) => runQuietly({ argv: ['sh', '-c', script], cwd: folder, ...more })

test('a program that wants to ask finds no terminal and no input', async () => {
  const end = await sh('read answer; echo "got:$answer"; (echo secret? > /dev/tty) 2>&1; ps -o tty= -p $$ || true')
  expect(end.stdout).toContain('got:\n')
  expect(end.stdout).toMatch(/\/dev\/tty/)
  expect(end.exitCode).toBe(0)
})

test('what it started in the background ends with it, when it ends and when it is stopped', async () => {
  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0)
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    } catch {
      return false
    }
  }
  const stopping = new AbortController()
  const running = sh('sleep 100 & echo $! > child; trap "" TERM; sleep 100', { stop: stopping.signal })
  while (!existsSync(join(folder, 'child')) || readFileSync(join(folder, 'child'), 'utf8') === '') await wait(10)
  const child = Number(readFileSync(join(folder, 'child'), 'utf8'))
  expect(isAlive(child)).toBe(true)
  stopping.abort()
  await running
  while (isAlive(child)) await wait(10)
  expect(await sh('sleep 100', { timeoutMs: 50 })).toMatchObject({ timedOut: true })
})

test('a program that is missing or may not be run is told as such', async () => {
  const missing = await runQuietly({ argv: ['no-such-program'], cwd: folder })
  expect(missing).toMatchObject({ isMissing: true, notStarted: 'no-such-program is not installed' })
  const folderAsProgram = await runQuietly({ argv: [folder], cwd: folder })
  expect(folderAsProgram.notStarted).toMatch(/may not be run/)
})
