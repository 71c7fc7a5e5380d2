// The post-mortem in the cockpit: Enter leads to the closed incident, and nobody's words are lost on the way.
import { describe, expect, test, vi } from 'vitest'
import type { EventData } from '../../../src/incident/events.ts'
import { layout } from '../../../src/screens/layout.ts'
import { previewRows } from '../../../src/screens/postmortem/preview.ts'
import { outlineRows } from '../../../src/screens/postmortem/view-model.ts'
import type { DocumentFile } from '../../../src/screens/writing-hands.ts'
import { drive } from '../../support/driver.ts'
import { declared, type EventInput, eventsOf, noon } from '../../support/events.ts'
import { plainRows } from '../../support/frame.tsx'

const resolved: readonly EventInput[] = [
  declared,
  { type: 'severity.set', severity: 'P1', reason: '' },
  { type: 'impact.set', text: 'Guests could not pay.' },
  { type: 'hypothesis.proposed', hypothesisId: 'h1', kind: 'own', title: 'the deploy broke guests', suspectSha: null },
  { type: 'phase.entered', phase: 'postmortem' },
  { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at: noon + 60_000 },
  { type: 'moment.recorded', moment: 'resolved', known: true, why: '', at: noon + 120_000 },
]

function inPostmortem(more: readonly EventInput[] = [], writing = {}) {
  const files: DocumentFile[] = []
  const left: string[] = []
  const save = async (document: DocumentFile) => {
    files.push(document)
    return { path: `/docs/${document.name}.${document.format}`, sha256: 'x', beside: null }
  }
  const edit = async () => ({ failed: 'no editor here' })
  const driver = drive({
    events: eventsOf(...resolved, ...more),
    cols: 100,
    rows: 30,
    hands: { writing: { save, edit, template: async () => null, ...writing }, leave: () => left.push('left') },
  })
  const state = () => driver.session.store.getState().state
  const outline = () => plainRows(outlineRows(driver.scene(), { width: 30, height: 23 }))
  const preview = () => plainRows(previewRows(driver.scene(), { width: 62, height: 23 }))
  return { ...driver, files, left, state, outline, preview }
}

describe('the way to the end', () => {
  test('is Enter: root cause, an action item, the file, closed, and where it is', async () => {
    const { press, next, state, files, left } = inPostmortem()
    expect(next()).toBe('confirm the root cause')
    press('enter', 'enter')
    expect(state().rootCause?.text).toBe('the deploy broke guests')
    expect(next()).toBe('take suggestion 1')
    press('enter')
    expect(state().actionItems).toHaveLength(1)
    expect(next()).toBe('write 2025-03-25-checkout.md')
    press('enter')
    await vi.waitFor(() => expect(state().exports).toHaveLength(1))
    expect(files[0]?.make('x').text).toContain('## Incident Post-Mortem')
    expect(state().exports[0]?.path).toBe('/docs/2025-03-25-checkout.md')
    expect(next()).toBe('close the incident')
    press('enter')
    expect(state()).toMatchObject({ status: 'closed', postmortemState: 'closed' })
    expect(next()).toBe('leave')
    press('enter')
    expect(left).toEqual(['left'])
  })

  test('the outline says what is missing, and closing says it again', () => {
    const { outline, press, scene } = inPostmortem()
    expect(outline()).toMatchInlineSnapshot(`
      "  ✓ Summary        from events
        ✓ Impact            recorded
        ✓ Timeline            4 rows
      ▸ ▲ Root Cause           draft
        ✗ Action Items    0, needs 1
        ✓ Detection      from events
        ○ Resolution        optional
        ✓ Hypotheses               1
        ▲ Factors      none, advised
        ○ Five Whys         optional

        ✓ What went well     drafted
        6 more below
      Suggested actions       a adds
       1 Alert on /api/checkout
       2 Watch /api/checkout with a…

      To close               needs 2
        ✗ root cause
        ✗ one action item
        ▲ contributing factors
        ○ Write the file
        ○ Close"
    `)
    press('C')
    expect(scene().view.notice?.text).toMatch(/needs 2: .*root cause.*action item/)
  })

  test('the preview follows the cursor', () => {
    const { press, preview } = inPostmortem()
    expect(preview().startsWith('Incident Post-Mortem')).toBe(true)
    press('G', 'up', 'up', 'up', 'up')
    expect(preview().startsWith('Incident Post-Mortem')).toBe(false)
  })
})

describe('a section', () => {
  const wentWell = (press: (...keys: string[]) => void) => press('g', ...Array(10).fill('down'))

  test('is written in place, line by line, and stays a person’s whatever happens later', () => {
    const { press, state, session } = inPostmortem()
    wentWell(press)
    press('enter', 'ctrl-u', 'Paging worked.', 'ctrl-j', 'ctrl-j', 'And the revert.', 'enter')
    expect(state().sections.wentWell?.text).toBe('Paging worked.\n\nAnd the revert.')
    session.dispatch({ kind: 'addNote', text: 'later' })
    expect(state().sections.wentWell?.text).toBe('Paging worked.\n\nAnd the revert.')
  })

  test('left with Esc comes back as it was', () => {
    const { press, scene } = inPostmortem()
    wentWell(press)
    press('i', 'ctrl-u', 'half a sen', 'esc', 'i')
    expect(scene().view.overlays.at(-1)).toMatchObject({ kind: 'section', field: { text: 'half a sen' } })
  })

  test('keeps both texts where someone else wrote meanwhile, and says so', () => {
    const { press, state, session, scene } = inPostmortem()
    wentWell(press)
    press('i', 'ctrl-u', 'Mine.')
    session.dispatch({ kind: 'writeSection', section: 'wentWell', text: 'Theirs.' })
    press('enter')
    expect(state().sections.wentWell?.text).toBe('Theirs.\n\nMine.')
    expect(scene().view.notice?.text).toContain('both texts stand')
  })

  test('an emptied one gives the draft from the events back', () => {
    const { press, state, next } = inPostmortem([{ type: 'section.written', section: 'wentWell', text: 'Old.' }])
    wentWell(press)
    press('i', 'ctrl-u')
    expect(next()).toBe('take the text away')
    press('enter')
    expect(state().sections.wentWell?.text).toBe('')
  })

  test.each([
    ['\n \n', 'left nothing'],
    ['Old.\n', 'Nothing was changed'],
  ])('an editor that leaves %j changes nothing, in words', async (text, words) => {
    const written: EventData = { type: 'section.written', section: 'wentWell', text: 'Old.' }
    const { press, state, scene } = inPostmortem([written], { edit: async () => ({ text }) })
    wentWell(press)
    press('ctrl-e')
    await Promise.resolve()
    expect(scene().view.notice?.text).toContain(words)
    expect(state().sections.wentWell?.text).toBe('Old.')
  })

  test('an editor’s text is taken, cleaned', async () => {
    const { press, state } = inPostmortem([], { edit: async () => ({ text: 'From \u001b[31mvi\u001b[0m.\n' }) })
    wentWell(press)
    press('ctrl-e')
    await Promise.resolve()
    expect(state().sections.wentWell?.text).toMatch(/^From .*vi/)
    expect(state().sections.wentWell?.text).not.toContain('\u001b')
  })
})

describe('action items', () => {
  test('a suggestion is taken by its digit, and not offered again', () => {
    const { press, state, outline } = inPostmortem()
    const offered = outline().match(/^ \d /gm)?.length ?? 0
    press('a', '1')
    expect(state().actionItems[0]).toMatchObject({ suggestion: expect.any(String) })
    expect(outline().match(/^ \d /gm)?.length ?? 0).toBe(offered - 1)
  })

  test('one of one’s own has its owner, date, kind and priority in the line', () => {
    const { press, state } = inPostmortem()
    press('a', 'alert on 5xx @lee by 2025-04-01 #detect !high', 'enter')
    expect(state().actionItems[0]).toMatchObject({
      text: 'alert on 5xx',
      owner: 'lee',
      due: '2025-04-01',
      kind: 'detect',
      priority: 'high',
    })
  })

  test('are edited in the same line, done and dropped', () => {
    const { press, state } = inPostmortem()
    press('a', 'write a test', 'enter', 'A', 'enter', ' @sam', 'enter')
    expect(state().actionItems[0]).toMatchObject({ text: 'write a test', owner: 'sam' })
    press('space')
    expect(state().actionItems[0]?.done).toBe(true)
    press('x')
    expect(state().actionItems[0]?.dropped).toBe(true)
  })
})

test('factors and whys are a tree that grows by Enter', () => {
  const { press, state } = inPostmortem()
  press(
    'w',
    'enter',
    'no test for guests',
    'enter',
    'w',
    'the check was removed',
    'enter',
    'enter',
    'types said so',
    'enter',
  )
  const { factors } = state()
  expect(factors.map(one => [one.kind, one.text])).toEqual([
    ['contributing', 'no test for guests'],
    ['why', 'the check was removed'],
    ['why', 'types said so'],
  ])
  expect(factors[2]?.parent).toBe(factors[1]?.id)
})

test('the document goes from draft to review and reviewed, and closed with the incident', () => {
  const { press, state, session } = inPostmortem()
  press('v')
  expect(state().postmortemState).toBe('in review')
  press('v')
  expect(state().postmortemState).toBe('reviewed')
  expect(session.dispatch({ kind: 'movePostmortem', state: 'closed' })).toHaveProperty('refused')
})

test('outline and preview take the whole body; under 100 columns Tab swaps them', () => {
  const wide = layout({ cols: 100, rows: 30, document: true })
  expect(wide.panes.workbench?.width).toBe(34)
  expect(wide.panes.preview?.width).toBe(66)
  expect(Object.keys(layout({ cols: 80, rows: 24, document: true, focus: 'preview' }).panes)).toEqual(['preview'])
  expect(Object.keys(layout({ cols: 160, rows: 45, document: true, focus: 'timeline' }).panes)).toEqual(['timeline'])
  expect(layout({ cols: 160, rows: 45, focus: 'preview' }).focus).toBe('workbench')
})
