// The terminal's bell: once for what is new and alarming, not for what was there, and only where it is asked for.
import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { ringBell } from '../../src/cli/bell.ts'
import { configSchema } from '../../src/config/schema.ts'
import type { DeskState } from '../../src/store/desk.ts'
import { createSession } from '../../src/store/session.ts'
import { initialView } from '../../src/store/view.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'

function listening(config: object) {
  let count = 0
  const session = createSession({
    record: memoryRecord(eventsOf(declared)),
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: 'a',
    readOnly: false,
    now: () => noon + 60_000,
    newId: () => `0195cdf1-0000-7000-8000-${(count++).toString(16).padStart(12, '0')}`,
    runEffect: () => undefined,
  })
  const store = createStore<DeskState>(() => ({ session: null, view: initialView('start'), untrusted: null }))
  const rung: string[] = []
  const stop = ringBell({ store, config: configSchema.parse(config) }, () => rung.push('bell'))
  const see = (subject: string, level: 'critical' | 'warn') => {
    const observation = { kind: 'health_down', subject, text: `${subject} fails`, level, figures: {} } as const
    session.dispatch({ kind: 'recordSignal', observation, at: noon + 50_000 })
  }
  return { session, store, rung, see, stop }
}

test('it rings once for each new alarm, and not for what is only a warning or was on record', () => {
  const { session, store, rung, see, stop } = listening({ bell: true })
  see('before', 'critical')
  store.setState({ session })
  expect(rung).toEqual([])
  see('search', 'warn')
  expect(rung).toEqual([])
  see('api', 'critical')
  session.dispatch({ kind: 'addNote', text: 'on it' })
  expect(rung).toEqual(['bell'])
  session.dispatch({ kind: 'raiseEscalation', escalationId: 'silence:1', escalationKind: 'silence', text: 'no update' })
  expect(rung).toEqual(['bell', 'bell'])
  stop()
  see('cart', 'critical')
  expect(rung).toHaveLength(2)
})

test('without the setting it is silent', () => {
  const { session, store, rung, see } = listening({})
  store.setState({ session })
  see('api', 'critical')
  expect(rung).toEqual([])
})
