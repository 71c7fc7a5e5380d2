// What someone who is woken up reads first: how bad, what, since when, what is known, who asks and what for.
import { durationInWords } from '../spans.ts'
import type { IncidentState } from '../state.ts'
import type { Instant } from '../time.ts'
import { phaseTitle } from '../vocabulary.ts'

/** A guess with less behind it would mislead whoever is woken up. */
export const worthNaming = 40

/** `by` is who asks: user@host. */
export function draftPage(state: IncidentState, by: string, now: Instant): string {
  const { severity, impact, title, rootCause, phase, moments } = state
  const began = moments.started ?? moments.declared
  const since = began === null || (impact ?? '').includes('since ') ? '' : ` since ${utc(began)}`
  const open = state.hypotheses
    .filter(one => one.state === 'open' && one.score >= worthNaming)
    .sort((a, b) => b.score - a.score)
  const cause = rootCause
    ? `Cause: ${rootCause.text}.`
    : open[0]
      ? `Cause not confirmed; likeliest: ${open[0].title}.`
      : 'The cause is not known.'
  const age = began === null ? '' : `, open for ${durationInWords(now - began)}`
  return [
    `Help is needed${severity ? ` on a ${severity}` : ''}: ${impact ?? title}${since}.`,
    `${cause} We are in ${phaseTitle[phase].toLowerCase()}${age}.`,
    `Asked for by ${by.replace(/@.*$/, '')}.`,
  ].join('\n')
}

function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`
}
