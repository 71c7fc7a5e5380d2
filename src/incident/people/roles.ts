// Who leads, writes down, speaks and knows: the roles, who holds them, and what the next one has to be told.
import type { IncidentState } from '../state.ts'
import type { Instant } from '../time.ts'
import { phaseTitle } from '../vocabulary.ts'
import { type Cadence, nextUpdateDue } from './cadence.ts'
import { worthNaming } from './page-draft.ts'
import { neededNow } from './update-draft.ts'

export const roles = ['incident commander', 'scribe', 'communications', 'expert'] as const
export type Role = (typeof roles)[number]

export const roleMeaning: Record<Role, string> = {
  'incident commander': 'decides and delegates, fixes nothing',
  scribe: 'keeps the timeline',
  communications: 'sends the updates',
  expert: 'knows the part that fails',
}

/** The role a person means: its name, the start of it, or what it is called for short. */
export function roleNamed(name: string): Role | null {
  const wanted = name.trim().toLowerCase()
  const short: Record<string, Role> = {
    ic: 'incident commander',
    commander: 'incident commander',
    comms: 'communications',
  }
  if (wanted === '') return null
  return short[wanted] ?? roles.find(role => role.startsWith(wanted)) ?? null
}

/** What someone who takes over has to know, in the order they will ask for it. */
export function handOffBrief(state: IncidentState, now: Instant, cadence: Cadence = {}): string {
  const { severity, title, impact, rootCause, phase, moments } = state
  const on = state.mitigations.filter(one => one.undoneAt === null).map(one => one.name)
  const fix = state.fixes.findLast(one => one.state !== 'abandoned')
  const open = state.hypotheses
    .filter(one => one.state === 'open' && one.score >= worthNaming)
    .sort((a, b) => b.score - a.score)
  const needs = neededNow(state)
  const due = nextUpdateDue(state, cadence)
  const began = moments.started ?? moments.declared
  const lines = [
    `${severity ?? 'Not classified'}: ${title}${began === null ? '' : `, since ${utc(began)}`}.`,
    `Impact: ${impact ?? 'not written down yet'}.`,
    `Now: ${phaseTitle[phase]}, ${state.statusWord.toLowerCase()}.`,
    rootCause ? `Cause: ${rootCause.text}.` : `Cause: not known; likeliest: ${open[0]?.title ?? 'nothing yet'}.`,
    fix && `Fix: ${fix.title}, ${fix.state}.`,
    on.length > 0 && `On and to be undone: ${on.join(', ')}.`,
    ...Object.entries(state.roles).map(([role, person]) => `${person} is ${role}.`),
    needs.length > 0 && `Needed: ${needs.join('; ')}.`,
    due !== null && `Next update due: ${utc(due)}${due < now ? ', it is late' : ''}.`,
  ]
  return lines.filter(line => line !== false && line !== undefined).join('\n')
}

function utc(at: Instant): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`
}
