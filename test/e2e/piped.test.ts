// A log piped into the cockpit: it is followed, and keys still come from the terminal.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bin, openTerminal } from '../support/terminal.ts'

test('what is piped in is a source where that is configured, and keys are keys', async () => {
  const home = mkdtempSync(join(tmpdir(), 'incident-tui-piped-'))
  writeFileSync(join(home, 'piped.yaml'), 'logs: [{ stdin: true, name: piped }]\n')
  const cockpit = (config: string) =>
    `(echo "ERROR it broke"; sleep 4) | "${process.execPath}" "${bin}" ${config} "checkout fails"`
  const terminal = openTerminal({
    program: ['sh', '-c', cockpit('--config piped.yaml')],
    home,
    cwd: home,
    cols: 160,
    rows: 45,
  })
  try {
    await terminal.until(/ERROR .*it broke/)
    terminal.press('n', 'typed', 'Enter')
    await terminal.until('"typed"')
    terminal.press('q')
    await terminal.exited
    const without = openTerminal({ program: ['sh', '-c', cockpit('')], home, cwd: home })
    await without.until('the cockpit needs a terminal')
    await without.close()
  } finally {
    await terminal.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  expect(terminal.frame()).toContain('Come back with')
})
