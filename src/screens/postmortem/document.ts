// The document of an incident, made once for each state of it.
import type { IncidentState } from '../../incident/state.ts'
import { postmortemDocument } from '../../postmortem/document.ts'
import type { PostmortemDocument } from '../../postmortem/model.ts'
import { type Suggestion, suggestionsFor } from '../../postmortem/suggestions.ts'
import { remembering } from '../remembered.ts'

const documents = remembering<PostmortemDocument>()
const suggested = remembering<readonly Suggestion[]>()

export function documentOf(state: IncidentState): PostmortemDocument {
  return documents(state, '', () => postmortemDocument(state))
}

export function suggestionsOf(state: IncidentState): readonly Suggestion[] {
  return suggested(state, '', () => suggestionsFor(state))
}
