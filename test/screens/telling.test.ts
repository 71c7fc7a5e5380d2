import { describe, expect, test } from 'vitest'
import { configSchema } from '../../src/config/schema.ts'
import { minute } from '../../src/incident/time.ts'
import { layout } from '../../src/screens/layout.ts'
import { overlayKind } from '../../src/screens/overlay-kinds.ts'
import type { Hands, Scene } from '../../src/screens/scene.ts'
import type { Edited } from '../../src/screens/writing-hands.ts'
import type { Overlay } from '../../src/store/view.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'
import { personAt } from '../support/hands.ts'
import { sceneFrom } from '../support/scene.ts'

const config = configSchema.parse({
  updates: [{ name: 'chat', webhook: { env: 'CHAT_WEBHOOK' }, audience: ['stakeholders'] }],
  escalate: [
    { name: 'on-call lead', run: ['pagectl', 'lead'] },
    { name: 'chat', webhook: { env: 'CHAT_WEBHOOK' } },
  ],
})
const p1: EventInput = { type: 'severity.set', severity: 'P1', reason: '' }
const now = noon + 5 * minute
const at = (change: Partial<Scene> = {}, answers: Partial<Hands> = {}) =>
  personAt(
    sceneFrom(eventsOf(declared, p1), { now, config, layout: layout({ cols: 80, rows: 24 }), ...change }),
    answers,
  )
const editor = (edited: Edited): Partial<Hands> => ({
  writing: { edit: async () => edited, save: async () => ({ failed: 'no disk here' }), template: async () => null },
})

describe('u', () => {
  test('opens the composer with a draft, says what leaves and where to, and sends only on y', async () => {
    const ana = at()
    await ana.press('u')
    expect(ana.overlay()).toContain('Investigating: 500 errors.')
    expect(ana.overlay()).toContain('✓ no secret, address or host name found in the text')
    expect(ana.overlay()).toContain('Leaves this box: the text above, to chat.example ($CHAT_WEBHOOK), once.')
    await ana.press('enter')
    expect(ana.overlay()).toContain('P1 · 500 errors on /api/checkout')
    await ana.press('enter', 'enter')
    expect(ana.intents).toEqual([])
    await ana.press('y')
    expect(ana.intents).toMatchObject([
      {
        kind: 'sendUpdate',
        status: 'Investigating',
        audience: 'stakeholders',
        channels: ['chat'],
        nextDueAt: noon + 35 * minute,
        consent: { kind: 'yes' },
      },
    ])
    expect(ana.overlay()).toBe('')
  })

  test('turns the status with Tab and the arrows: a draft is drafted anew, a text of one’s own keeps its words', async () => {
    const ana = at()
    await ana.press('u', 'tab', 'right', 'right')
    expect(ana.overlay()).toContain('▸ Monitoring')
    expect(ana.overlay()).toContain('Monitoring: a fix is in place.')
    await ana.press('tab', 'tab')
    await ana.type(' Thanks')
    await ana.press('tab', 'right')
    expect(ana.overlay()).toContain('Resolved: a fix is in place.')
    expect(ana.overlay()).toContain('Thanks')
    await ana.press('ctrl-l')
    expect(ana.overlay()).not.toContain('Thanks')
  })

  test('turns the audience in the place of the first row, and the clipboard takes what has no channel', async () => {
    const ana = at()
    await ana.press('u')
    const rows = ana.overlay().split('\n').length
    await ana.press('shift-tab', 'right', 'right')
    expect(ana.overlay()).toContain('▸ public')
    expect(ana.overlay()).toContain('it is copied for you to paste, and recorded.')
    expect(ana.overlay().split('\n')).toHaveLength(rows)
    await ana.press('enter', 'y')
    expect(ana.intents).toMatchObject([{ kind: 'sendUpdate', audience: 'public', channels: ['copy'] }])
  })

  test('keeps with Esc what was written, with its status, and forgets what was only drafted', async () => {
    const ana = at()
    await ana.press('u', 'tab', 'right', 'tab', 'tab')
    await ana.type('!')
    await ana.press('esc', 'u')
    expect(ana.overlay()).toContain('▸ Identified')
    expect(ana.overlay()).toMatch(/anything changes\.!/)
    await ana.press('ctrl-l', 'esc', 'u')
    expect(ana.overlay()).toContain('▸ Investigating')
  })

  test('takes line breaks with Ctrl-J, and letters that are commands elsewhere as letters', async () => {
    const ana = at()
    await ana.press('u', 'ctrl-j')
    await ana.type('q u e')
    expect(ana.overlay()).toContain('│ q u e')
    expect(ana.scene.view.overlays).toHaveLength(1)
  })

  test('goes to the editor and back, cleaned; an editor that fails leaves the text as it was', async () => {
    const edited = at({}, editor({ text: 'Identified: token=ghp_0123456789abcdef01234567\u001b[31m' }))
    await edited.press('u', 'ctrl-e')
    await new Promise(resolve => setImmediate(resolve))
    expect(edited.overlay()).toContain('token=[redacted]')
    const failed = at({}, editor({ failed: 'The editor ended with 1. What it left is kept.' }))
    await failed.press('u', 'ctrl-e')
    await new Promise(resolve => setImmediate(resolve))
    expect(failed.overlay()).toContain('Investigating: 500 errors.')
    expect(failed.scene.view.notice?.text).toContain('The editor ended with 1')
  })

  test('names what the text would give away, and waits where it is too long', async () => {
    const ana = at()
    await ana.press('u')
    await ana.type(' web-2')
    expect(ana.overlay()).toContain('▲ in the text: host name web-2')
    await ana.press(...Array.from({ length: 1000 }, () => 'x'), 'enter')
    expect(ana.scene.view.overlays.at(-1)?.kind).toBe('composer')
  })

  test('moves by the rows as they are drawn', async () => {
    const ana = at()
    await ana.press('u', 'up', 'up')
    expect(ana.overlay()).toContain('│ ▏yet. We are working on it.')
    await ana.press('up', 'up')
    expect(ana.overlay()).toContain('│ ▏Investigating')
  })
})

describe('e', () => {
  test('shows whom, through what and with which words, and pages on y', async () => {
    const ana = at()
    await ana.press('e')
    expect(ana.overlay()).toContain('on-call lead        through pagectl lead')
    expect(ana.overlay()).toContain('Help is needed on a P1:')
    await ana.press('enter')
    expect(ana.intents).toEqual([])
    await ana.press('down', 'y')
    expect(ana.intents).toMatchObject([{ kind: 'page', whom: 'chat', through: 'chat', consent: { kind: 'yes' } }])
  })

  test('sends the text as it was edited', async () => {
    const ana = at()
    await ana.press('e', 'i', 'ctrl-j')
    await ana.type('Bring the runbook')
    await ana.press('enter')
    expect(ana.overlay()).toContain('Bring the runbook')
    await ana.press('y')
    expect(ana.intents[0]).toMatchObject({ kind: 'page', text: expect.stringContaining('Bring the runbook') })
  })

  test('says without configuration what to configure, and records a page made by hand', async () => {
    const ana = at({ config: sceneFrom([]).config })
    await ana.press('e')
    expect(ana.overlay()).toContain('escalate:')
    await ana.press('enter')
    await ana.type('lee by telephone')
    await ana.press('enter')
    expect(ana.intents).toMatchObject([{ kind: 'page', whom: 'lee by telephone', through: 'by hand' }])
  })

  test('pages nobody in a read-only session', async () => {
    const ana = at({ readOnly: true })
    await ana.press('e', 'enter')
    expect(ana.intents).toEqual([])
  })
})

test('a read-only session says that an update is not sent', () => {
  const scene = sceneFrom(eventsOf(declared, p1), { now, config, readOnly: true })
  expect(overlayKind(review).next(review, scene)).toMatchObject({
    action: 'send it to chat',
    detail: 'read-only: started with --read-only',
    ready: false,
  })
})
const review: Overlay = { kind: 'review', status: 'Investigating', audience: 'stakeholders', text: 'errors', top: 0 }

describe('R', () => {
  test('takes what nobody holds, and hands over what one holds with a brief that can be edited', async () => {
    const ana = at()
    await ana.press('R', 'enter')
    expect(ana.intents).toEqual([{ kind: 'takeRole', role: 'incident commander', person: 'ana' }])
    const holding = personAt(
      sceneFrom(eventsOf(declared, p1, { type: 'role.taken', role: 'incident commander', person: 'ana' }), { now }),
    )
    await holding.press('R', 'enter')
    await holding.type('lee')
    await holding.press('enter')
    expect(holding.overlay()).toContain('P1: 500 errors on /api/checkout')
    await holding.press('ctrl-j')
    await holding.type('Call me')
    await holding.press('enter')
    expect(holding.intents).toMatchObject([
      { kind: 'handRole', role: 'incident commander', to: 'lee', brief: expect.stringContaining('Call me') },
    ])
  })

  test('asks an expert for what', async () => {
    const ana = at()
    await ana.press('R', 'down', 'down', 'down', 'enter')
    await ana.type('payments')
    await ana.press('enter')
    expect(ana.intents).toEqual([{ kind: 'takeRole', role: 'expert, payments', person: 'ana' }])
  })
})

test('q leaves at once, but says first what would be lost where events are held in memory only', async () => {
  let left = 0
  const counting = { leave: () => void left++ }
  await at({}, counting).press('q')
  expect(left).toBe(1)
  const ana = at({ recordTrouble: 'full', heldInMemory: { short: 'Disk full', count: 3 } }, counting)
  await ana.press('q')
  expect(left).toBe(1)
  expect(ana.scene.view.notice?.text).toBe('Disk full: 3 events only in memory would be lost. q again leaves anyway')
  await ana.press('q')
  expect(left).toBe(2)
})

test('a second q leaves also where more is held in memory by then', async () => {
  let left = 0
  const held = (count: number) => ({ recordTrouble: 'full', heldInMemory: { short: 'Disk full', count } })
  const ana = at(held(3), { leave: () => void left++ })
  await ana.press('q')
  const later = at({ ...held(5), view: ana.scene.view }, { leave: () => void left++ })
  await later.press('q')
  expect(left).toBe(1)
})
