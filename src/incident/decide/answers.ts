// The two answers decide() gives, and the checks that several intents share.
import type { CommandSpec } from '../command.ts'
import type { EventData } from '../events.ts'
import type { Consent, DecideContext, Decision, Effect, Intent, IntentKind } from '../intents.ts'
import type { IncidentState } from '../state.ts'
import { hour, type Instant } from '../time.ts'
import type { MomentName, Precision } from '../vocabulary.ts'

export type IntentOf<K extends IntentKind> = Extract<Intent, { kind: K }>

/** One answer for each kind of intent; the context is all that is not in the state. */
export type Deciders<K extends IntentKind> = {
  readonly [Kind in K]: (state: IncidentState, intent: IntentOf<Kind>, context: DecideContext) => Decision
}

type Draft = EventData & { readonly at?: Instant; readonly byRule?: boolean }

export function recorded(...events: readonly (Draft | null | false)[]): Decision {
  return { events: events.filter(event => event !== null && event !== false), effects: [] }
}

export function recordedAnd(effects: readonly Effect[], ...events: readonly Draft[]): Decision {
  return { events, effects }
}

export const nothing: Decision = { events: [], effects: [] }

export function refused(sentence: string): Decision {
  return { refused: sentence }
}

const whyReadOnly = 'this session is read-only: leave it and start without --read-only'
export const refusedReadOnly: Decision = { refused: whyReadOnly }

/** Why a command of this risk may not run with this consent, or null. */
export function withheld(spec: CommandSpec, consent: Consent, context: DecideContext): string | null {
  if (spec.tier === 'read') return null
  if (context.readOnly) return whyReadOnly
  if (spec.tier === 'reversible') return consent.kind === 'none' ? 'this changes something: answer y to run it' : null
  if (spec.word === null) return consent.kind === 'word' ? null : 'this cannot be undone: type the word it asks for'
  const typed = consent.kind === 'word' ? consent.typed.trim() : ''
  return typed === spec.word ? null : `type ${spec.word} to run this`
}

/** A moment cannot come before another it must follow. One that is known to the day may be anywhere in it. */
export function orderOfMoments(
  { moments, momentPrecision }: IncidentState,
  {
    moment,
    at,
    precision,
  }: { readonly moment: MomentName; readonly at: Instant; readonly precision?: Precision | undefined },
  { now }: DecideContext,
): string | null {
  if (at > now + 1000) return `${moment} would lie in the future`
  const latest = (name: MomentName) => {
    const known = moments[name]
    return known === null ? null : known + (momentPrecision[name] === 'day' ? dayMs : 0)
  }
  const atLatest = at + (precision === 'day' ? dayMs : 0)
  const { started, mitigated } = moments
  if (moment !== 'started' && started !== null && atLatest < started) return `${moment} would come before the start`
  const ends = (['detected', 'mitigated', 'resolved'] as const).map(latest).filter(one => one !== null)
  if (moment === 'started' && ends.some(end => at > end)) return 'the start would come after what followed it'
  const resolved = latest('resolved')
  if (moment === 'mitigated' && resolved !== null && at > resolved) return 'mitigated would come after resolved'
  if (moment === 'resolved' && mitigated !== null && atLatest < mitigated) return 'resolved would come before mitigated'
  return null
}

const dayMs = 24 * hour - 1
