// What of the present incident can be compared with past ones.
import type { IncidentState } from '../incident/state.ts'
import { digestOf } from './digest.ts'
import type { Likeness } from './similar.ts'

export function likenessOf(state: IncidentState): Likeness {
  const digest = digestOf(state)
  const standing = state.hypotheses.filter(one => one.state !== 'rejected').sort((a, b) => b.score - a.score)
  return {
    id: state.id,
    symptom: [state.title, state.symptom?.text ?? ''].join(' '),
    endpoint: state.symptom?.endpoint ?? null,
    service: state.service,
    errors: digest?.errors ?? [],
    causeKinds: standing.map(one => one.kind),
  }
}
