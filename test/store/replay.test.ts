import { expect, test, vi } from 'vitest'
import { createReplay } from '../../src/store/replay.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const events = eventsOf(
  declared,
  { type: 'note.added', text: 'guests only' },
  { type: 'severity.set', severity: 'P1', reason: 'a major feature' },
  { type: 'note.added', text: 'looking at the deploy' },
)

function replayed(practice: boolean) {
  vi.useFakeTimers()
  let real = 0
  const replay = createReplay({ events, speed: 10, practice, realNow: () => real })
  const pass = (ms: number) => {
    real += ms
    vi.advanceTimersByTime(ms)
  }
  const seen = () => replay.session().store.getState().state
  return { replay, pass, seen }
}

test('events come back in their time, ten times faster, and what lies ahead is not there', () => {
  const { replay, pass, seen } = replayed(false)
  expect(seen().timeline.map(row => row.type)).toEqual(['incident.declared'])
  pass(100)
  expect(seen().timeline.map(row => row.text)).toContain('guests only')
  expect(seen().severity).toBeNull()
  expect(replay.now()).toBe(noon + 1000)
  pass(1000)
  expect(seen().severity).toBe('P1')
  expect(replay.view()).toMatchObject({ playing: false, position: 4, total: 4 })
})

test('it steps back and on by one event, and stands still while it is paused', () => {
  const { replay, pass, seen } = replayed(false)
  replay.step(1)
  replay.step(1)
  expect(seen().severity).toBe('P1')
  replay.step(-1)
  expect(seen().severity).toBeNull()
  pass(60_000)
  expect(replay.view()).toMatchObject({ playing: false, position: 2 })
  replay.togglePlaying()
  pass(100)
  expect(seen().severity).toBe('P1')
})

test('in practice it stops before a decision, hides it until one has answered, and compares both', () => {
  const { replay, pass, seen } = replayed(true)
  pass(1000)
  expect(replay.view()).toMatchObject({
    playing: false,
    position: 2,
    question: { text: expect.stringMatching(/severity/) },
  })
  expect(seen().severity).toBeNull()
  replay.step(1)
  expect(seen().severity).toBeNull()
  replay.answer('P0')
  expect(seen().severity).toBe('P1')
  expect(replay.decisions()).toEqual([
    { question: 'which severity would you set?', yours: 'P0', theirs: 'severity P1: a major feature' },
  ])
  pass(1000)
  expect(replay.view()).toMatchObject({ position: 4, question: null })
})

test('nothing is recorded', () => {
  const { replay } = replayed(false)
  expect(replay.session().dispatch({ kind: 'addNote', text: 'x' })).toEqual({
    refused: expect.stringMatching(/replay/),
  })
})
