// What can be taken back: only what a person wrote. What was observed, run or sent stays.
import type { EventType } from './events.ts'

const retractable: ReadonlySet<EventType> = new Set([
  'note.added',
  'impact.window',
  'impact.set',
  'impact.measured',
  'action.added',
  'factor.added',
  'section.written',
  'rootcause.set',
  'severity.set',
])

export function isRetractable(type: EventType): boolean {
  return retractable.has(type)
}
