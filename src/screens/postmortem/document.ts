// The document of an incident, made once for each state and width it is looked at with.

import type { IncidentState } from '../../incident/state.ts'
import { postmortemDocument } from '../../postmortem/document.ts'
import type { PostmortemDocument } from '../../postmortem/model.ts'
import { type Suggestion, suggestionsFor } from '../../postmortem/suggestions.ts'

const documents = new WeakMap<IncidentState, PostmortemDocument>()
const suggested = new WeakMap<IncidentState, readonly Suggestion[]>()

export function documentOf(state: IncidentState): PostmortemDocument {
  return remembered(documents, state, postmortemDocument)
}

export function suggestionsOf(state: IncidentState): readonly Suggestion[] {
  return remembered(suggested, state, suggestionsFor)
}

function remembered<T>(made: WeakMap<IncidentState, T>, state: IncidentState, make: (state: IncidentState) => T): T {
  const known = made.get(state)
  if (known !== undefined) return known
  const fresh = make(state)
  made.set(state, fresh)
  return fresh
}
