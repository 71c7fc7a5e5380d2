// Outages that no change began: really broken, cured by the right mitigation, broken again by its undo, and by nothing else cured.
import { setTimeout as pause } from 'node:timers/promises'
import { execa } from 'execa'
import { afterEach, expect, test } from 'vitest'
import type { Scenario } from '../../src/drill/scenario.ts'
import { dbPool } from '../../src/drill/scenarios/db-pool.ts'
import { thirdParty } from '../../src/drill/scenarios/third-party.ts'
import { startWorld, type World } from '../../src/drill/world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.end({ keep: false })
  world = null
})

const cases: readonly [Scenario, cure: string, wrong: string, path: string, body: object][] = [
  [thirdParty, 'book now, pay on arrival', 'restart bookings', '/api/bookings', { seat: '3A', card: 'visa' }],
  [dbPool, 'stop the export', 'restart orders', '/api/orders', { member: 'kim', item: 'book' }],
]

test.each(cases)(
  '$name breaks, and only its cure helps',
  async (scenario, cure, wrong, path, body) => {
    world = await startWorld(scenario, { now: Date.now() })
    const { url, shopctl } = world
    expect(world.guilty).toBeNull()
    const ask = async () => {
      const answer = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => null)
      return answer?.status ?? 0
    }
    /** Asks until two answers in a row are as said. */
    const settles = async (isSo: (status: number) => boolean) => {
      for (let inARow = 0; inARow < 2; await pause(20)) inARow = isSo(await ask()) ? inARow + 1 : 0
    }
    const set = (name: string, isUndo = false) => {
      const found = scenario.mitigations?.find(one => one.name === name)
      return execa(shopctl, [found?.set[0] ?? '', (isUndo ? found?.undo : found?.set[1]) ?? ''])
    }
    const isWell = (status: number) => status === 200
    const isBroken = (status: number) => status >= 500
    await settles(isWell)
    await world.breakIt()
    await settles(isBroken)
    await set(wrong)
    await settles(isBroken)
    await set(cure)
    await settles(isWell)
    await set(cure, true)
    await settles(isBroken)
  },
  60_000,
)
