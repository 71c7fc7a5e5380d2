// Completion as a shell asks for it: the script, and what it is answered at a Tab.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-completion-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))
const run = (...args: string[]) => {
  const env = { ...process.env, INCIDENT_TUI_HOME: home }
  return execFileSync(process.execPath, [bin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }).toString()
}
/** What is offered, without the last line, which is for the script alone. */
const offered = (...words: string[]) =>
  run('complete', '--', ...words)
    .trim()
    .split('\n')
    .slice(0, -1)

test('each shell gets a script that is right in that shell', () => {
  const bash = run('completion', 'bash')
  expect(spawnSync('bash', ['-n'], { input: bash }).status).toBe(0)
  expect(run('completion', 'zsh')).toMatch(/^#compdef incident-tui/)
  expect(run('completion', 'fish')).toContain('complete -c incident-tui')
  expect(spawnSync(process.execPath, [bin, 'completion', 'tcsh']).status).toBe(2)
})

test('commands, options, incidents and drills are offered, with what they are', () => {
  const id = run('declare', 'login loop').trim()
  expect(offered('tru')).toEqual([expect.stringMatching(/^trust\tShows what/)])
  expect(offered('trust', '--').map(line => line.split('\t')[0])).toContain('--revoke')
  expect(offered('resume', '')).toEqual([`${id}\topen: login loop`])
  expect(offered('note', 'x', '--incident', '')).toEqual([`${id}\topen: login loop`])
  expect(offered('drill', '').map(line => line.split('\t')[0])).toContain('bad-deploy')
})
