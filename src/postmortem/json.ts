// The post-mortem for programs: what `show --json` says, the document's sections, what is missing and what is suggested.
// Shapes that scripts rely on: instants as ISO 8601 in UTC, keys in this order, fields are added and never renamed.
import type { IncidentState } from '../incident/state.ts'
import { detailOf } from '../incident/summary.ts'
import { toIso } from '../incident/time.ts'
import { completenessOf } from './completeness.ts'
import { type DocumentOptions, postmortemDocument } from './document.ts'
import { documentMarkdown } from './markdown.ts'
import { suggestionsFor } from './suggestions.ts'

export function postmortemJson(state: IncidentState, options?: DocumentOptions): string {
  const document = postmortemDocument(state, options)
  const value = {
    ...detailOf(state),
    postmortem: document,
    completeness: completenessOf(state),
    suggestions: suggestionsFor(state),
    markdown: documentMarkdown(document),
  }
  return `${JSON.stringify(value, isoInstants, 2)}\n`
}

/** `at`, `endsAt`, `from` and `to` are instants everywhere in the document. */
function isoInstants(key: string, value: unknown): unknown {
  return typeof value === 'number' && /^(at|endsAt|from|to)$/.test(key) ? toIso(value) : value
}
