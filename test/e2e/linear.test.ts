// The cockpit for screen readers in a real terminal: sentences appended once, the same keys, nothing redrawn.
import { expect, test } from 'vitest'
import { openTerminal } from '../support/terminal.ts'

test('linear mode says where one is and what Enter does, takes the same keys, and draws nothing', async () => {
  const terminal = openTerminal({ args: ['--linear'], cols: 100, rows: 60 })
  try {
    await terminal.until('linear mode, because of --linear. Times are UTC.')
    await terminal.until('What is broken? Type it, then Enter declares it.')
    terminal.press('500 errors on /api/checkout', 'Enter')
    await terminal.until('Phase 1 of 5, Triage')
    await terminal.until('Next: Enter, keep P1 major')
    terminal.press('Enter')
    await terminal.until('severity P1')
    terminal.press('n')
    await terminal.until('Note:')
    terminal.write('\x1b[200~guests q\x1b[201~')
    terminal.press(' only', 'Enter')
    await terminal.until(/\d\d:\d\d:\d\d {2}"?guests q only/)
    terminal.press('Tab')
    await terminal.until('Health.')
    terminal.press('q')
    await terminal.until('Come back with')
    expect(await terminal.exited).toMatchObject({ exitCode: 0 })
    expect(terminal.raw()).not.toMatch(/\x1b\[(\?1049h|\d*[ABCDHJK]|\?25l)/)
    expect(terminal.raw()).not.toMatch(/[─│╭╮▸●✓✗▲○]/)
  } finally {
    await terminal.close()
  }
})

test('INK_SCREEN_READER asks for it as well, and Ctrl-C leaves with 130', async () => {
  const terminal = openTerminal({ args: ['checkout fails'], env: { INK_SCREEN_READER: '1' } })
  try {
    await terminal.until('because of INK_SCREEN_READER')
    await terminal.until('Next: Enter')
    terminal.press('Ctrl-C')
    expect(await terminal.exited).toMatchObject({ exitCode: 130 })
  } finally {
    await terminal.close()
  }
})
