// kill -9 while a mitigation is being switched on: coming back, the screen says what is known, offers the way back, and
// nothing is run again.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import { conditionsOf } from '../../src/incident/people/conditions.ts'
import { mitigationItems } from '../../src/screens/mitigations.ts'
import { workbenchOf } from '../../src/screens/workbenches.ts'
import { settleInterrupted } from '../../src/store/interrupted.ts'
import { IncidentRecord } from '../../src/store/record/record.ts'
import { drive } from '../support/driver.ts'
import { fixSession } from '../support/fix-session.ts'
import { plainRows } from '../support/frame.tsx'
import { makeOrigin, type Origin } from '../support/origin.ts'

const child = fileURLToPath(new URL('./mitigation-child.ts', import.meta.url))
let at: Origin
let run: string[]
let undo: string[]

beforeEach(() => {
  at = makeOrigin()
  at.commit('Start', { 'pay.js': 'one\n' })
  at.git('push', '--quiet', 'origin', 'main')
  const flag = join(at.root, 'flag')
  run = ['sh', '-c', `echo off >> ${flag}; sleep 0.3; echo done`]
  undo = ['sh', '-c', `echo on >> ${flag}`]
})
afterEach(() => at.remove())

const switched = () => {
  const file = join(at.root, 'flag')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

function killed(killAt: string): Promise<void> {
  const order = { root: at.root, clone: at.clone, run, undo, killAt }
  const program = spawn(process.execPath, [child, JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  program.stderr.on('data', chunk => {
    said += chunk
  })
  return new Promise((resolve, reject) =>
    program.on('exit', (code, signal) =>
      signal === 'SIGKILL' ? resolve() : reject(new Error(`it ended by itself (${code}): ${said}`)),
    ),
  )
}

test.each(['before', 'spawned', 'end', 'after'] as const)(
  'a mitigation killed at "%s" is told as it is known, can be taken back, and is not run again',
  async killAt => {
    await killed(killAt)
    const record = new IncidentRecord(join(at.root, 'record'))
    const flow = fixSession({ place: at.place, root: at.root, record, actor: 'back' })
    settleInterrupted(flow.session, { host: hostname(), readOnly: false, isRunning: () => false })
    expect(flow.state.commands.some(one => one.state === 'running')).toBe(false)
    flow.session.dispatch({ kind: 'goToPhase', phase: 'fix' })
    const config = configSchema.parse({ mitigations: [{ name: 'guest checkout off', run, undo }] })
    const { driver, rows } = onScreen(flow.session.events(), config)
    const [item] = mitigationItems(driver.scene())
    if (killAt === 'after') {
      expect(item?.on).not.toBeNull()
      expect(rows()).toMatch(/on \d/)
    } else {
      expect(item?.on).toBeNull()
      expect(rows()).toMatch(/unknown .* may be on/)
      expect(driver.next()).toBe('switch on "guest checkout off" again')
      const interrupted = conditionsOf(flow.state, { now: Date.now(), budgets: {} })
      expect(interrupted.map(one => one.kind)).toContain('interrupted')
    }
    driver.press('U')
    expect(driver.scene().view.overlays.at(-1)).toMatchObject({ kind: 'confirm', title: 'Undo "guest checkout off"' })
    expect(flow.state.commands).toHaveLength(1)
    expect(switched().filter(line => line === 'off').length).toBeLessThanOrEqual(1)
    await flow.stop()
  },
)

function onScreen(events: Parameters<typeof drive>[0]['events'], config: ReturnType<typeof configSchema.parse>) {
  const driver = drive({ events, cols: 80, rows: 24, scene: { config, repository: at.clone } })
  driver.press('C')
  const rows = () => plainRows(workbenchOf(driver.scene()).rows(driver.scene(), { width: 78, height: 18 }))
  return { driver, rows }
}
