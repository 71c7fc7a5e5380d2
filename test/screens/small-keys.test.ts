// A window too small to work in: nothing is done there that cannot be seen.
import { describe, expect, test } from 'vitest'
import { TooSmall } from '../../src/screens/TooSmall.tsx'
import { drive } from '../support/driver.ts'
import { declared, eventsOf } from '../support/events.ts'
import { plainFrame } from '../support/frame.tsx'

const small = (cols = 60, rows = 15, hands = {}) => {
  const driver = drive({ events: eventsOf(declared), cols, rows, hands })
  const frame = () => plainFrame(TooSmall({ scene: driver.scene() }), { cols, rows })
  return { ...driver, frame }
}

describe('in a window too small to work in', () => {
  test('a note is typed in sight, and Enter adds it', () => {
    const { press, frame, session } = small()
    press('n', 'guests only')
    expect(frame().split('\n').slice(-3)).toEqual([
      ' Note › guests only▏',
      ' ▸  Enter   add the note to the timeline',
      ' Esc keep the text',
    ])
    press('enter')
    expect(session.store.getState().state.timeline.at(-1)?.text).toBe('guests only')
  })

  test('no other key opens, runs or sends anything', () => {
    const { press, scene, session } = small()
    const before = session.events().length
    press('enter', 'e', 'y', 'u', '!', ':', 's', 'R', '3', 'y', 'enter', 'space', 'm')
    expect(session.events()).toHaveLength(before)
    expect(scene().view.overlays).toEqual([])
    expect(scene().view.notice?.text).toContain('incident-tui page')
  })

  test('what was open before the window shrank waits for room', () => {
    const { press, look, scene } = small()
    look(view => ({ ...view, overlays: [{ kind: 'escalate', index: 0, text: null }] }))
    press('y', 'enter', 'n')
    expect(scene().view.overlays).toHaveLength(1)
    press('esc')
    expect(scene().view.overlays).toHaveLength(0)
  })

  test('under 40x8 nothing can be typed; q still leaves', () => {
    let hasLeft = false
    const { press, scene } = small(38, 7, { leave: () => (hasLeft = true) })
    press('n')
    expect(scene().view.overlays).toEqual([])
    press('q')
    expect(hasLeft).toBe(true)
  })
})
