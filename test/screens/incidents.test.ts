// Past incidents over the cockpit: what is found, what Enter then does, and that nothing jumps while a query is typed.
import { expect, test } from 'vitest'
import type { OverlayOf } from '../../src/screens/overlay.ts'
import { incidentsOverlay } from '../../src/screens/overlays/incidents.ts'
import type { Hands } from '../../src/screens/scene.ts'
import { pastOf } from '../../src/store/past.ts'
import { initialView } from '../../src/store/view.ts'
import { declared, eventsOf } from '../support/events.ts'
import { plainRows } from '../support/frame.tsx'
import { pastDigests } from '../support/past.ts'
import { sceneFrom } from '../support/scene.ts'

const digests = pastDigests(40)
const past = pastOf(digests)
const scene = sceneFrom(eventsOf({ ...declared, title: digests[7]?.title ?? '' } as typeof declared), {
  past,
})
const open = (change: Partial<OverlayOf<'incidents'>> = {}): OverlayOf<'incidents'> => ({
  ...{ kind: 'incidents', tab: 'all', query: { text: '', cursor: 0 }, index: 0 },
  ...change,
})
const room = { width: 120, height: 30 }
const shown = (overlay: OverlayOf<'incidents'>) => plainRows(incidentsOverlay.look(overlay, scene, room).rows)

test('typing narrows the list, and the rows stay where they are', () => {
  const typed = open({ query: { text: 'deadlock', cursor: 8 } })
  expect(shown(typed)).toContain('deadlock')
  expect(shown(typed)).toContain('Fixed by   revert the')
  const nothing = open({ query: { text: 'zebra crossing', cursor: 14 } })
  for (const overlay of [open(), typed, nothing])
    expect(incidentsOverlay.look(overlay, scene, room).rows).toHaveLength(room.height)
  expect(incidentsOverlay.next(nothing, scene)).toMatchObject({ ready: false })
})

test('an incident that looks alike shows why, what its cause was and what fixed it', () => {
  const rows = shown(open({ tab: 'similar' }))
  expect(rows).toContain('+ shares')
  expect(rows).toMatch(new RegExp(`Cause +${digests[7]?.rootCause}`))
  expect(rows).toMatch(/Fixed by +revert the/)
})

test('Enter opens the chosen incident and says that the present one is kept', () => {
  const opened: string[] = []
  const hands = { change: () => {}, open: (id: string) => opened.push(id) } as unknown as Hands
  const next = incidentsOverlay.next(open({ index: 2 }), scene)
  expect(next).toMatchObject({ action: 'open this incident', detail: 'the present one stays open and is kept' })
  next.run?.(scene, hands)
  expect(opened).toEqual(['past-37'])
})

test('Tab turns through the views, and without an incident there is nothing to compare with', () => {
  const kinds: string[] = []
  const start = sceneFrom([], { past, view: initialView('start') })
  let overlay = open()
  const hands = {
    change: (change: (view: typeof start.view) => typeof start.view) => {
      const top = change({ ...start.view, overlays: [overlay] }).overlays[0]
      if (top?.kind === 'incidents') overlay = top
    },
  } as unknown as Hands
  for (let press = 0; press < 3; press += 1) {
    incidentsOverlay.key('tab', overlay, start, hands)
    kinds.push(overlay.tab)
  }
  expect(kinds).toEqual(['figures', 'actions', 'all'])
  expect(shown(open({ tab: 'figures' }))).toMatch(/resolve +30 min +30 min to 30 min, of 40/)
})
