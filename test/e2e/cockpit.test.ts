// The whole program in a terminal of its own: what a person types, what the screen then says, and what is on record.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { openTerminal, type Terminal } from '../support/terminal.ts'

let home: string
const open: Terminal[] = []
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-cockpit-'))
})
afterEach(async () => {
  for (const terminal of open.splice(0)) await terminal.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function start(...args: string[]): Terminal {
  const terminal = openTerminal({ args, home, cols: 160, rows: 45 })
  open.push(terminal)
  return terminal
}

function recorded() {
  const record = new IncidentRecord(join(home, 'record'))
  return record.ids().flatMap(id => [...record.read(id).events])
}

test('declare, severity, note, killed outright, resumed: nothing is lost, and leaving says the way back', async () => {
  const first = start('500 errors on /api/checkout since 14:30 UTC')
  await first.until(/Triage .* step 1 of 3/)
  first.press('s')
  await first.until('▸ Severity')
  first.press('Enter')
  await first.until(/^ +P1 +500 errors on \/api\/checkout/)
  first.press('Enter')
  await first.until('impact: /api/checkout')
  first.press('n', 'guests only, it seems', 'Enter')
  await first.until('"guests only, it seems"')
  first.kill('SIGKILL')
  await first.exited

  const second = start()
  const frame = await second.until('"guests only, it seems"')
  expect(frame).toContain('severity P1')
  second.press('q')
  expect(await second.exited).toMatchObject({ exitCode: 0 })
  expect(second.frame()).toMatch(/stays open\. Come back with: incident-tui resume [\w-]{36}/)
  expect(
    recorded()
      .map(event => event.type)
      .sort(),
  ).toEqual(
    [
      'incident.declared',
      'session.opened',
      'severity.set',
      'impact.set',
      'note.added',
      'session.opened',
      'session.closed',
    ].sort(),
  )
})

test('keys that arrive joined all count, and pasted text is typed, never pressed', async () => {
  const terminal = start('checkout fails')
  await terminal.until('step 1 of 3')
  terminal.write('n' + 'abcde'.repeat(10))
  await terminal.until('abcde'.repeat(10))
  terminal.write('\x1b[200~ and q\nor 3 quit\x1b[201~')
  await terminal.until(`${'abcde'.repeat(10)} and q or 3 quit`)
  terminal.press('Enter')
  await terminal.until(`"${'abcde'.repeat(3)}`)
  terminal.write('\x1b[200~qqq\x1b[201~')
  terminal.write('jjjjjjjjjjkk')
  await terminal.until(/keep P\d/)
  expect(recorded().find(event => event.type === 'note.added')).toMatchObject({
    text: `${'abcde'.repeat(10)} and q or 3 quit`,
  })
})

test('Ctrl-C leaves with 130 and gives the terminal back; what another process writes appears', async () => {
  const terminal = start('checkout fails')
  await terminal.until('step 1 of 3')
  const other = start('note', 'from elsewhere')
  await other.exited
  await terminal.until('"from elsewhere"')
  terminal.press('Ctrl-C')
  expect(await terminal.exited).toMatchObject({ exitCode: 130 })
  expect(terminal.raw()).toMatch(/\x1b\[\?1049l/)
  expect(terminal.raw()).toMatch(/\x1b\[\?25h/)
})

test('it fits any size: one pane on a narrow screen, a smaller window says so and comes back', async () => {
  const terminal = start('checkout fails')
  await terminal.until('Timeline')
  terminal.resize(80, 24)
  await terminal.until(frame => frame.includes('─ ▸ Triage ─') && frame.includes('Watching'))
  terminal.press('Tab')
  await terminal.until('▸ Health')
  terminal.resize(50, 12)
  await terminal.until(/50 x 12/)
  terminal.resize(120, 36)
  await terminal.until('▸ Health')
})

test('without a word and with two open incidents there is a list to choose from', async () => {
  await start('declare', 'login loop').exited
  await start('declare', 'mails late').exited
  const terminal = start()
  await terminal.until(/Or resume .* 2 open/)
  terminal.press('Down')
  await terminal.until('resume this incident')
  terminal.press('Down', 'Enter')
  await terminal.until(frame => frame.includes('login loop') && frame.includes('Triage'))
})
