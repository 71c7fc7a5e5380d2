// The change that most likely broke it: from the ranked hypotheses, else the last change before it began.
import type { Instant } from '../incident/time.ts'
import type { Scene } from './scene.ts'

export interface Suspect {
  readonly sha: string
  readonly subject: string
  readonly author: string
  readonly at: Instant | null
  readonly hypothesisId: string | null
}

export function likelySuspect({ state, telemetry }: Scene): Suspect | null {
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
