// The log pane in the whole program: real lines in a real file, searched, copied out, and found as it was left.
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTerminal, type Terminal } from '../support/terminal.ts'

let home = ''
let terminal: Terminal | null = null

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-logs-'))
  mkdirSync(join(home, 'config', 'incident-tui'), { recursive: true })
  writeFileSync(join(home, 'config', 'incident-tui', 'config.yaml'), `logs: [{ file: ${join(home, 'app.log')} }]\n`)
  writeFileSync(join(home, 'app.log'), '')
})

afterEach(async () => {
  await terminal?.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

const log = (...lines: readonly string[]) =>
  appendFileSync(join(home, 'app.log'), lines.map(line => `${line}\n`).join(''))

test('a line is found, copied to the clipboard and a file, and the filters are there again after leaving', async () => {
  terminal = openTerminal({ args: ['checkout fails'], home, cwd: home })
  await terminal.until('Triage')
  log(
    '2026-01-01T10:00:00Z ERROR order 1 lost',
    '    at pay (/srv/app/src/payment.js:5:36)',
    '2026-01-01T10:00:01Z WARN slow',
    '2026-01-01T10:00:02Z ERROR \x1b[2Jorder 2 lost',
  )
  await terminal.until('order 2 lost')
  terminal.press('Tab', 'Tab', 'z')
  await terminal.until('4 lines held, 0 dropped')
  terminal.press('/', 'order 1')
  await terminal.until('1 match')
  terminal.press('Enter')
  await terminal.until('1 of 1')
  terminal.press('y')
  await terminal.until('Copied 2 lines')
  const copied = '2026-01-01T10:00:00Z ERROR order 1 lost\n    at pay (/srv/app/src/payment.js:5:36)\n'
  expect(terminal.raw()).toContain(`\x1b]52;c;${Buffer.from(copied).toString('base64')}\x07`)
  const folder = join(home, 'record', 'copied')
  expect(readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))).toEqual([copied])
  terminal.press('Esc')
  await terminal.until(frame => !frame.includes('Search order'))
  terminal.press('f', '-slow', 'Enter')
  await terminal.until(frame => frame.includes('not text slow') && !/WARN +slow/.test(frame))
  terminal.press('q')
  await terminal.exited
  await terminal.close()
  terminal = openTerminal({ args: ['resume'], home, cwd: home })
  await terminal.until('Triage')
  terminal.press('Tab', 'Tab', 'z')
  await terminal.until(/each failure once +not text slow/)
}, 60_000)
