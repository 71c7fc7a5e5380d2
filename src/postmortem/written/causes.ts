// Why it happened, as it was written: causes, factors, whys that branch, hypotheses.
import { cleanText } from '../../incident/redact.ts'
import type { Entering } from './entering.ts'
import type { WrittenIncident, WrittenWhy } from './schema.ts'
import { oneLine } from './words.ts'

export function enterCauses(written: WrittenIncident, { newId, act }: Entering): void {
  for (const [index, text] of (written.rootCauses ?? []).entries())
    act({ kind: 'setRootCause', text: oneLine(text), also: index > 0 }, ['rootCauses', index])
  for (const text of written.contributingFactors ?? [])
    act({ kind: 'addFactor', text: oneLine(text), factorKind: 'contributing', parent: null }, ['contributingFactors'])
  const below = (whys: readonly WrittenWhy[], parent: string | null): void => {
    for (const { why, because } of whys) {
      const [event] = act({ kind: 'addFactor', text: oneLine(why), factorKind: 'why', parent }, ['whys'])
      below(because ?? [], event?.id ?? null)
    }
  }
  below(written.whys ?? [], null)
  for (const [index, { title, state, reason }] of (written.hypotheses ?? []).entries()) {
    const path = ['hypotheses', index]
    const hypothesisId = newId()
    const proposed = { hypothesisId, hypothesisKind: 'own', title: cleanText(title), suspectSha: null, byRule: false }
    act({ kind: 'proposeHypothesis', ...proposed }, path)
    if (state === 'rejected') act({ kind: 'rejectHypothesis', hypothesisId, reason: cleanText(reason ?? '') }, path)
    if (state === 'confirmed') {
      const rootCause = oneLine(written.rootCauses?.[0] ?? title)
      act({ kind: 'confirmHypothesis', hypothesisId, rootCause, also: true }, path)
    }
  }
}
