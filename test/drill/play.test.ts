// The main job, whole: the built program plays the practice outage from the first alarm to the closed post-mortem.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { git } from '../../src/drill/repository.ts'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))

function run(home: string, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [bin, ...args], {
      env: { ...process.env, INCIDENT_TUI_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', data => {
      stdout += data
    })
    child.stderr.on('data', data => {
      stderr += data
    })
    child.on('close', code => resolve({ code, stdout, stderr }))
  })
}

test('without a terminal the drill plays itself: cured, closed, and its culprit named', {
  timeout: 180_000,
}, async () => {
  const home = mkdtempSync(join(tmpdir(), 'incident-tui-play-'))
  const { code, stdout, stderr } = await run(home, 'drill', '--fast', '--keep')
  expect(stderr).toMatch(/plays? itself|takes this drill/)
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(stdout).toMatch(/^## Incident Post-Mortem$/m)
  expect(stdout).toMatch(/culprit +found/)

  const [incident, ...others] = JSON.parse((await run(home, 'list', '--all', '--drills', '--json')).stdout)
  expect(others).toEqual([])
  expect(incident).toMatchObject({ status: 'closed', phase: 'postmortem', drill: true })
  const { severity, declaredAt, mitigatedAt, resolvedAt } = incident
  expect(severity).toMatch(/^P[01]$/)
  expect([declaredAt, mitigatedAt, resolvedAt]).toEqual([declaredAt, mitigatedAt, resolvedAt].toSorted())
  expect(JSON.parse((await run(home, 'list', '--all', '--json')).stdout)).toEqual([])

  const root = /kept: (\S+)/.exec(stderr)?.[1] as string
  expect(await git(join(root, 'origin.git'), ['log', '-1', '--format=%s', 'main'])).toMatch(/^Revert "Validate payment/)
  expect(existsSync(join(root, 'logs', 'app.log'))).toBe(true)
  rmSync(root, { recursive: true, force: true })
  rmSync(home, { recursive: true, force: true })
})
