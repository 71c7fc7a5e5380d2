// What the file of a post-mortem is called: its day and its service, else the words of its title.
import type { IncidentState } from '../incident/state.ts'
import { toIso } from '../incident/time.ts'

/** `2025-03-25-checkout`, without an ending. Only letters, digits and dashes, so that it is a name everywhere. */
export function documentName({ moments, service, title }: IncidentState): string {
  const began = moments.started ?? moments.declared
  const day = began === null ? 'undated' : toIso(began).slice(0, 10)
  return `${day}-${slug(service ?? '') || slug(title) || 'incident'}`
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '')
}
