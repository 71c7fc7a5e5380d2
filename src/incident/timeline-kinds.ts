// The kinds of rows a person filters the timeline by. Every type of row belongs to exactly one.
import type { TimelineRow } from './state.ts'

export const timelineKinds = ['notes', 'commands', 'signals', 'decisions', 'people'] as const
export type TimelineKind = (typeof timelineKinds)[number]

const prefixes: readonly (readonly [prefix: string, kind: TimelineKind])[] = [
  ['note.', 'notes'],
  ['impact.', 'notes'],
  ['action.', 'notes'],
  ['postmortem.', 'notes'],
  ['factor.', 'notes'],
  ['evidence.', 'notes'],
  ['command.', 'commands'],
  ['fix.', 'commands'],
  ['mitigation.', 'commands'],
  ['signal.', 'signals'],
  ['onset.', 'signals'],
  ['change.', 'signals'],
  ['series.', 'signals'],
  ['monitor.', 'signals'],
  ['secondary.', 'signals'],
  ['escalation.', 'people'],
  ['update.', 'people'],
  ['delivery.', 'people'],
  ['page.', 'people'],
  ['role.', 'people'],
]

/** What is none of the others is a decision: severity, phase, cause, moments. `fix.chosen` is one too. */
export function kindOf({ type }: Pick<TimelineRow, 'type'>): TimelineKind {
  if (type === 'fix.chosen' || type === 'monitor.started') return 'decisions'
  return prefixes.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'decisions'
}
