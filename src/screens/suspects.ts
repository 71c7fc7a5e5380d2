// The change that most likely broke it: from the ranked hypotheses, else the last change before it began.

import type { HypothesisState } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import type { Scene } from './scene.ts'

export interface Suspect {
  readonly sha: string
  readonly subject: string
  readonly author: string
  readonly at: Instant | null
  readonly hypothesisId: string | null
}

/** By how much another kind of cause has to lead before no change is offered to be taken back. */
const clearLead = 10

/** Null also where the cause is confirmed to be, or clearly looks like, something that no change began. */
export function likelySuspect(scene: Scene): Suspect | null {
  const { hypotheses } = scene.state
  if (hypotheses.some(one => one.state === 'confirmed' && one.suspectSha === null)) return null
  const best = (of: (one: HypothesisState) => boolean) =>
    Math.max(0, ...hypotheses.filter(one => one.state === 'open' && of(one)).map(one => one.score))
  const isChange = (one: HypothesisState) => one.suspectSha !== null
  const isConfirmed = hypotheses.some(one => one.state === 'confirmed')
  const leads = best(one => !isChange(one)) >= best(isChange) + clearLead && best(one => !isChange(one)) >= 40
  return leads && !isConfirmed ? null : firstSuspect(scene)
}

/** The change that most likely did it, if a change did. */
export function firstSuspect({ state, telemetry }: Scene): Suspect | null {
  const named = [...state.hypotheses]
    .filter(one => one.suspectSha !== null && one.state !== 'rejected')
    .sort((a, b) => Number(b.state === 'confirmed') - Number(a.state === 'confirmed') || b.score - a.score)[0]
  if (named?.suspectSha) {
    const change = telemetry.changes.find(one => one.ref === named.suspectSha)
    return {
      sha: named.suspectSha,
      subject: change?.subject ?? /"(.*)"/.exec(named.title)?.[1] ?? named.title,
      author: change?.author ?? '',
      at: change?.at ?? null,
      hypothesisId: named.id,
    }
  }
  const rejected = new Set(state.hypotheses.filter(one => one.state === 'rejected').map(one => one.suspectSha))
  const before = state.moments.started ?? state.moments.declared ?? Number.POSITIVE_INFINITY
  const last = telemetry.changes.find(one => one.kind !== 'config' && one.at <= before && !rejected.has(one.ref))
  return last ? { sha: last.ref, subject: last.subject, author: last.author, at: last.at, hypothesisId: null } : null
}

const standing = { confirmed: 0, open: 1, rejected: 2 } as const

/** The confirmed cause, then those that are open, the best first. */
export function rankedHypotheses({ state }: Pick<Scene, 'state'>): HypothesisState[] {
  return [...state.hypotheses].sort(
    (a, b) => standing[a.state] - standing[b.state] || b.score - a.score || a.proposedAt - b.proposedAt,
  )
}
