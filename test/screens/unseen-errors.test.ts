// No error seen is good news only where one could be seen.
import { expect, test } from 'vitest'
import { workbenchOf } from '../../src/screens/workbenches.ts'
import { initialView } from '../../src/store/view.ts'
import { declared, eventsOf } from '../support/events.ts'
import { plainRows } from '../support/frame.tsx'
import { sceneFrom } from '../support/scene.ts'

test('where no log is watched the list of errors says so, and ticks nothing off', () => {
  const scene = sceneFrom(eventsOf(declared), { view: { ...initialView('incident'), phaseShown: 'diagnose' } })
  const shown = plainRows(workbenchOf(scene).rows(scene, { width: 90, height: 30 }))
  expect(shown).toContain('no log is watched')
  expect(shown).not.toContain('no errors seen yet')
})
