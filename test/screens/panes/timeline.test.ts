// The timeline as a tool: what its keys do to the record, and what its rows say.
import { describe, expect, test } from 'vitest'
import { timelineRows } from '../../../src/components/TimelinePane.tsx'
import { minute, toIso } from '../../../src/incident/time.ts'
import { timelinePaneProps } from '../../../src/screens/panes/timeline/pane.ts'
import { focusPane } from '../../../src/store/view-changes.ts'
import { drive } from '../../support/driver.ts'
import { declared, type EventInput, eventsOf, noon } from '../../support/events.ts'
import { plainRows } from '../../support/frame.tsx'

const note = (text: string, at: number): EventInput => ({ type: 'note.added', text, at })
const signal = (text: string, at: number): EventInput => ({
  type: 'signal.observed',
  kind: 'health_down',
  subject: 'api',
  text,
  level: 'critical',
  figures: { answer: '500' },
  at,
  by: 'rule',
})

function onTimeline(...data: readonly EventInput[]) {
  const driver = drive({ events: eventsOf(declared, ...data) })
  driver.look(focusPane('timeline'))
  const rows = () =>
    driver.session.store.getState().state.timeline.map(row => `${toIso(row.at).slice(11, 16)} ${row.text}`)
  const shown = () => plainRows(timelineRows(timelinePaneProps(driver.scene(), { width: 100 }).rows, 96))
  return { ...driver, rows, shown }
}

describe('the timeline as a tool', () => {
  test('adds what happened at a time of its own, with what was understood beside it', () => {
    const { press, rows, next } = onTimeline()
    press('a', '~11:30', 'enter', 'errors began')
    expect(next()).toBe('add it at 11:30')
    press('enter')
    expect(rows()).toEqual(['11:30 errors began', '12:00 declared: 500 errors on /api/checkout'])
  })

  test('a note that begins with a time is back-dated', () => {
    const { press, rows } = onTimeline()
    press('n', '11:40-11:45 deploy frozen', 'enter')
    expect(rows()[0]).toBe('11:40 deploy frozen')
  })

  test('takes an entry from the palette', () => {
    const { press, rows } = onTimeline()
    press(':', '11:30 errors began', 'enter')
    expect(rows()[0]).toBe('11:30 errors began')
  })

  test('back-dates and edits a row, and keeps every form it had', () => {
    const { press, rows, session } = onTimeline(note('guests only', noon + minute))
    press('b', 'ctrl-u', '11:35', 'tab', ' it seems', 'enter')
    expect(rows()[0]).toBe('11:35 guests only it seems')
    expect(session.store.getState().state.timeline[0]?.versions?.map(one => one.text)).toEqual([
      'guests only',
      'guests only it seems',
    ])
  })

  test('an edit that changes nothing is no amendment', () => {
    const { press, session } = onTimeline(note('guests only', noon + minute + 345))
    const before = session.events().length
    press('i', 'enter')
    expect(session.events()).toHaveLength(before)
  })

  test('a row goes back with a reason and stays readable; what was observed cannot be taken back', () => {
    const { press, rows, session, scene } = onTimeline(note('wrong', noon + minute), signal('api down', noon - minute))
    press('x', 'other incident', 'enter')
    expect(rows()).toHaveLength(2)
    expect(session.store.getState().state.retracted).toMatchObject([
      { row: { text: 'wrong' }, reason: 'other incident' },
    ])
    press('g', 'x')
    expect(scene().view.notice?.text).toContain('what was observed or run stays')
  })

  test('joins the row that says the same, and takes them apart again', () => {
    const { press, rows } = onTimeline(note('DB full, 91 %', noon + minute), note('db full: 93 %', noon + 2 * minute))
    press('J')
    expect(rows()).toHaveLength(2)
    press('J')
    expect(rows()).toHaveLength(3)
  })

  test('points out where nobody wrote, with what the signals say, and Enter fills it', () => {
    const { press, shown, next } = onTimeline(
      signal('api answers 500', noon + 9 * minute),
      note('back', noon + 19 * minute),
    )
    expect(shown()).toContain('19 min with nothing written · api answers 500')
    press('up', 'up')
    expect(next()).toBe('write what happened between 12:00 and 12:19')
    press('enter', 'called the provider', 'enter')
    expect(shown()).not.toContain('nothing written · api')
  })

  test('filters by kind, and says so', () => {
    const { press, scene } = onTimeline(note('one', noon + minute), signal('api down', noon + 2 * minute))
    press('f')
    const props = timelinePaneProps(scene(), { width: 100 })
    expect(props.meta).toBe('only notes · 25 Mar 2025, UTC · 1 of 3')
    expect(plainRows(props.head ?? [])).toMatch(/▸ notes 1/)
  })

  test('has a row for each day where an incident spans several, and a second zone beside UTC', () => {
    const { press, shown } = onTimeline(note('the day before', noon - 24 * 60 * minute))
    press('t', 'Europe/Berlin', 'enter')
    expect(shown()).toMatch(/24 Mar 2025[\s\S]*12:00 {2}13:00.*the day before[\s\S]*25 Mar 2025/)
    press('t')
    expect(shown()).not.toContain('13:00')
  })

  test('no zone of that name is said, and the question stays', () => {
    const { press, scene } = onTimeline()
    press('t', 'Mars/Olympus', 'enter')
    expect(scene().view.overlays.at(-1)).toMatchObject({ kind: 'prompt', error: expect.stringContaining('no zone') })
  })
})
