// The command line as a script uses it: the built program, a record of its own, JSON on stdout, talk on stderr.
import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-cli-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const environment = () => ({ ...process.env, INCIDENT_TUI_HOME: home })
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    env: environment(),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const json = (...args: string[]) => JSON.parse(run(...args).stdout)

describe('the command line', () => {
  test('from a declaration to a closed incident and its document', () => {
    const declared = json('declare', '500 errors on /api/checkout since 14:30 UTC', '--severity', 'P1', '--json')
    expect(declared).toMatchObject({
      title: '500 errors on /api/checkout',
      severity: 'P1',
      status: 'open',
      phase: 'triage',
    })
    expect(declared.startedAt).toMatch(/T14:30:00\.000Z$/)
    run('hypothesis', 'add', 'deploy a1f3c9e')
    run('hypothesis', 'confirm', 'a1f3c9e', '--root-cause', 'paymentMethods of a guest is null')
    expect(run('close').stderr).toMatch(/not resolved/)
    run('mitigated')
    run('resolve')
    expect(run('close').stderr).toMatch(/action item/)
    run('action', 'add', 'test guest checkout', '--owner', 'lee', '--due', '2026-12-01')
    expect(run('close').status).toBe(0)
    expect(json('list', '--json')).toEqual([])
    const [summary] = json('list', '--all', '--json')
    expect(Object.keys(summary)).toEqual([
      'id',
      'title',
      'severity',
      'status',
      'phase',
      'startedAt',
      'declaredAt',
      'mitigatedAt',
      'resolvedAt',
      'drill',
    ])
    expect(summary.declaredAt <= summary.mitigatedAt && summary.mitigatedAt <= summary.resolvedAt).toBe(true)
    const out = join(home, 'postmortem.md')
    expect(run('postmortem', summary.id, '--out', out).status).toBe(0)
    const document = readFileSync(out, 'utf8')
    expect(document).toMatch(
      /^## Incident Post-Mortem\n\*\*Date\*\*: [\d-]+\n\*\*Duration\*\*: .+ UTC\)\n\*\*Severity\*\*: P1\n\*\*Impact\*\*: /,
    )
    expect(document).toContain('### Root Cause\npaymentMethods of a guest is null')
    expect(document).toContain('- [ ] test guest checkout (owner lee, due 2026-12-01)')
    expect(run('postmortem', summary.id, '--out', out)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/exist/),
    })
  })

  test('a command run is streamed, kept and ends with its own code, its secrets redacted', () => {
    const { id } = json('declare', 'down', '--json')
    const { status, stdout } = run(
      'run',
      '--',
      process.execPath,
      '-e',
      'console.log("password=hunter2"); process.exit(3)',
    )
    expect({ status, stdout }).toEqual({ status: 3, stdout: 'password=hunter2\n' })
    const folder = join(home, 'incidents', id, 'artifacts')
    const [artifact] = readdirSync(folder)
    expect(readFileSync(join(folder, artifact as string), 'utf8')).not.toContain('hunter2')
    expect(JSON.stringify(json('show', id, '--json'))).not.toContain('hunter2')
    expect(json('show', '--json').timeline.at(-1).text).toMatch(/exit 3/)
  })

  test('wrong usage is 2 and says what to do', () => {
    expect(run('note', 'x')).toMatchObject({ status: 1, stderr: expect.stringMatching(/declare/) })
    run('declare', 'one')
    expect(run('note', 'x', '--at', 'soon')).toMatchObject({ status: 2, stderr: expect.stringMatching(/14:30/) })
    expect(run('severity', 'P9').status).toBe(2)
    expect(run('nonsense').status).toBe(2)
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/declare/) })
    run('declare', 'two')
    expect(run('note', 'x')).toMatchObject({ status: 2, stderr: expect.stringMatching(/--incident ID/) })
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringMatching(/terminal/) })
  })

  test('many processes write at once and one is killed: every note that was accepted is there, once', async () => {
    const { id } = json('declare', 'crowd', '--json')
    const folder = join(home, 'incidents', id, 'events')
    const victim = spawn(process.execPath, [bin, 'note', 'victim'], { env: environment() })
    const victimEnd = new Promise(resolve => victim.on('exit', resolve))
    const accepted: string[] = []
    const writer = async (name: number) => {
      for (let index = 0; index < 6; index += 1) {
        const text = `note ${name}-${index}`
        await promisify(execFile)(process.execPath, [bin, 'note', text], { env: environment() })
        accepted.push(text)
        if (name === 0 && index === 0) victim.kill('SIGKILL')
      }
    }
    await Promise.all([0, 1, 2, 3].map(writer))
    await victimEnd
    expect(existsSync(folder)).toBe(true)
    const notes = json('show', id, '--json').timeline.filter((row: { type: string }) => row.type === 'note.added')
    const texts = notes.map((row: { text: string }) => row.text).filter((text: string) => text !== 'victim')
    expect(texts.sort()).toEqual(accepted.sort())
  }, 120_000)
})
