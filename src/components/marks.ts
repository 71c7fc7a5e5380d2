// The status sign in front of a row, with its colour and the word a screen reader hears instead.
import type { Segment } from './rows/row.ts'
import type { Token } from './theme/tokens.ts'

/** How something stands now. `stale`: the last value is old; `waiting`: nothing known yet; `past`: cancelled by a newer fact. */
export type SignalState = 'ok' | 'failing' | 'warn' | 'stale' | 'waiting'

/** How far a piece of work is. */
export type StepState = 'done' | 'current' | 'todo' | 'failed' | 'danger' | 'skipped'

const signalMarks: Record<SignalState, Segment> = {
  ok: { text: '✓', token: 'ok', spoken: 'ok' },
  failing: { text: '✗', token: 'critical', spoken: 'failing' },
  warn: { text: '▲', token: 'warn', spoken: 'warning' },
  stale: { text: '✗', token: 'warn', spoken: 'no answer' },
  waiting: { text: '○', token: 'muted', spoken: 'waiting' },
}

const stepMarks: Record<StepState, Segment> = {
  done: { text: '✓', token: 'ok', spoken: 'done' },
  current: { text: '▸', token: 'accent', spoken: 'current' },
  todo: { text: '○', token: 'muted', spoken: 'to do' },
  failed: { text: '✗', token: 'critical', spoken: 'failed' },
  danger: { text: '▲', token: 'critical', spoken: 'danger' },
  skipped: { text: '–', token: 'muted', spoken: 'skipped' },
}

export function signalMark(state: SignalState): Segment {
  return signalMarks[state]
}

export function stepMark(state: StepState): Segment {
  return stepMarks[state]
}

/** The colour of a value in that state; what is normal has none. */
export function signalToken(state: SignalState, bold = false): Token {
  if (state === 'failing') return bold ? 'criticalStrong' : 'critical'
  if (state === 'warn') return bold ? 'warnStrong' : 'warn'
  return state === 'ok' ? 'text' : 'muted'
}

/** The cursor of a list, or the space it leaves. */
export function cursor(isHere: boolean): Segment {
  return isHere ? { text: '▸', token: 'accent', spoken: 'selected' } : { text: ' ', spoken: '' }
}

/** The cursor in a pane's padding column, for lists whose first column is a time. */
export function edgeCursor(isHere: boolean): { readonly marker?: Segment } {
  return isHere ? { marker: cursor(true) } : {}
}
