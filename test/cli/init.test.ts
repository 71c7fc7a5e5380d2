// init as a person and as a script use it: shown first, written only on consent, never over another file.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTerminal } from '../support/terminal.ts'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-init-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const written = () => join(folder, '.incident.yaml')

function run(...args: string[]): Promise<{ code: number | null; out: string; talk: string }> {
  const env = { ...process.env, INCIDENT_TUI_HOME: join(folder, 'home'), XDG_CONFIG_HOME: folder }
  const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, talk] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    talk += chunk
  })
  return new Promise(resolve => child.on('close', code => resolve({ code, out, talk })))
}

test('it is shown and not written without consent, written with --yes, and never over another', async () => {
  const shown = await run('init')
  expect(shown).toMatchObject({ code: 0, talk: expect.stringContaining('Nothing was written') })
  expect(existsSync(written())).toBe(false)
  expect(await run('init', '--yes')).toMatchObject({ code: 0, talk: expect.stringContaining('Written:') })
  expect(readFileSync(written(), 'utf8')).toContain(shown.out.split('\n')[0])
  expect((await run('config', 'check', '.incident.yaml')).code).toBe(0)
  const again = await run('init', '--yes')
  expect(again).toMatchObject({ code: 1, talk: expect.stringMatching(/is there already: nothing was written/) })
  expect((await run('init', '--yes', '--force')).code).toBe(0)
  expect(existsSync(`${written()}.before`)).toBe(true)
})

test('on a terminal it asks; y writes it and trusts what was just read', async () => {
  const terminal = openTerminal({ args: ['init'], home: folder, cwd: folder })
  try {
    await terminal.until(/Write it to .* \[y\/N\]/)
    expect(existsSync(written())).toBe(false)
    terminal.press('y', 'Enter')
    await terminal.until('Written and trusted')
    expect(await terminal.exited).toMatchObject({ exitCode: 0 })
    expect(existsSync(written())).toBe(true)
  } finally {
    await terminal.close()
  }
})
