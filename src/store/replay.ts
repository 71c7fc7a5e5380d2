// An incident played back: its events come again in the order they were recorded, at a chosen speed, on a clock of its own.
// Rule: nothing is recorded and nothing runs; what lies ahead is not known to the screens.
import { createStore } from 'zustand/vanilla'
import type { EventType, IncidentEvent } from '../incident/events.ts'
import { fold } from '../incident/fold/fold.ts'
import type { Instant } from '../incident/time.ts'
import type { Session, SessionState } from './session.ts'

export interface ReplayView {
  readonly playing: boolean
  readonly speed: number
  /** Events that have come, of all. */
  readonly position: number
  readonly total: number
  /** In practice: what the responders decided next, before it is shown. */
  readonly question: ReplayQuestion | null
}

export interface ReplayQuestion {
  readonly eventId: string
  readonly text: string
}

/** What somebody else would have done, beside what was done. */
export interface ComparedDecision {
  readonly question: string
  readonly theirs: string
  readonly yours: string
}

export interface Replay {
  now(): Instant
  view(): ReplayView
  session(): Session
  togglePlaying(): void
  /** One event on or back; the clock stands then. */
  step(by: 1 | -1): void
  setSpeed(speed: number): void
  /** Answers the question that is open, and shows what was decided. */
  answer(text: string): void
  decisions(): readonly ComparedDecision[]
  stop(): void
}

export interface ReplayOptions {
  readonly events: readonly IncidentEvent[]
  readonly speed: number
  /** Stops before each decision and asks. */
  readonly practice: boolean
  /** The real clock, in milliseconds. */
  readonly realNow: () => number
}

export const speeds = [1, 2, 5, 10, 30, 60, 120, 300] as const

const questions: { readonly [T in EventType]?: string } = {
  'severity.set': 'which severity would you set?',
  'hypothesis.confirmed': 'what do you take for the cause?',
  'fix.chosen': 'how would you fix it?',
  'update.sent': 'whom would you tell, and what?',
  'gate.overridden': 'would you call it fixed?',
}
const pulseMs = 100

export function createReplay({ events, speed: firstSpeed, practice, realNow }: ReplayOptions): Replay {
  const ordered = [...events].sort((a, b) => a.recordedAt - b.recordedAt || a.id.localeCompare(b.id))
  const first = ordered[0]
  if (!first) throw new Error('there is nothing to play back')
  let speed = firstSpeed
  let playing = true
  let position = 1
  let anchor = { real: realNow(), virtual: first.recordedAt }
  let question: ReplayQuestion | null = null
  const answered = new Map<string, string>()
  const asked = new Map<string, string>()
  const store = createStore<SessionState>(() => shown())

  function now(): Instant {
    return playing ? anchor.virtual + (realNow() - anchor.real) * speed : anchor.virtual
  }
  function shown(): SessionState {
    const state = fold(ordered.slice(0, position))
    return { state, recordTrouble: null, heldInMemory: null, unreadable: 0 }
  }
  function moveClock(to: Instant): void {
    anchor = { real: realNow(), virtual: to }
  }
  function showUpTo(count: number): void {
    const next = Math.max(1, Math.min(ordered.length, count))
    if (next === position) return
    position = next
    store.setState(shown())
  }
  /** In practice the play stops before a decision that nobody was asked about yet. */
  function questionBefore(event: IncidentEvent | undefined): ReplayQuestion | null {
    const text = event && practice && event.by !== 'rule' ? questions[event.type] : undefined
    if (!event || text === undefined || answered.has(event.id)) return null
    return { eventId: event.id, text }
  }
  function look(): void {
    if (!playing) return
    const at = now()
    let count = position
    for (let next = ordered[count]; next && next.recordedAt <= at; next = ordered[count]) {
      question = questionBefore(next)
      if (question) {
        moveClock(next.recordedAt)
        playing = false
        break
      }
      count += 1
    }
    showUpTo(count)
    if (position === ordered.length) pause()
  }
  function pause(): void {
    moveClock(now())
    playing = false
  }
  const timer = setInterval(look, pulseMs)
  timer.unref?.()

  return {
    now,
    view: () => ({ playing, speed, position, total: ordered.length, question }),
    session: () => ({
      store,
      incidentId: first.type === 'incident.declared' ? first.incidentId : 'replay',
      dispatch: () => ({ refused: 'This is a replay: nothing is recorded.' }),
      flush: () => undefined,
      follow: () => () => undefined,
      events: () => ordered.slice(0, position),
    }),
    togglePlaying: () => {
      if (question) return
      if (playing) return pause()
      if (position === ordered.length) {
        position = 1
        store.setState(shown())
        moveClock(first.recordedAt)
      }
      moveClock(anchor.virtual)
      playing = true
    },
    step: by => {
      if (by === 1) {
        question = questionBefore(ordered[position])
        if (question) return pause()
      } else {
        question = null
      }
      playing = false
      showUpTo(position + by)
      moveClock(ordered[position - 1]?.recordedAt ?? first.recordedAt)
    },
    setSpeed: next => {
      moveClock(now())
      speed = next
    },
    answer: text => {
      if (!question) return
      answered.set(question.eventId, text)
      asked.set(question.eventId, question.text)
      question = null
      showUpTo(position + 1)
      moveClock(ordered[position - 1]?.recordedAt ?? anchor.virtual)
      playing = true
    },
    decisions: () => {
      const rows = new Map(fold(ordered).timeline.map(row => [row.id, row.text]))
      return [...answered].map(([id, yours]) => ({
        question: asked.get(id) ?? '',
        theirs: rows.get(id) ?? 'not recorded',
        yours,
      }))
    },
    stop: () => clearInterval(timer),
  }
}
