// Who did it, without blame: people appear by the role they had, and by name only where names were asked for.
import type { IncidentState } from '../incident/state.ts'

export interface People {
  /** `the commander`, `a responder`, or the name; `a rule` for what the program noticed by itself. */
  readonly who: (by: string) => string
  /** The role or the name where there is one worth reading beside a row, else nothing. */
  readonly beside: (by: string) => string
  /** Words with the people known to this incident in them put by role. */
  readonly inWords: (text: string) => string
}

export function peopleOf({ roles, people }: IncidentState, { names }: { readonly names: boolean }): People {
  const roleOf = (by: string) =>
    Object.entries(roles).find(([, person]) => person === by || person === nameOf(by))?.[0] ?? null
  const known = [
    ...people.map(person => [person, roleOf(person)] as const),
    ...Object.entries(roles).map(([role, person]) => [person, role] as const),
  ].filter(([person]) => person.length > 2)
  const patterns = known
    .sort(([a], [b]) => b.length - a.length)
    .map(([person, role]) => [wholeWord(person), role ? `the ${role}` : 'a responder'] as const)
  return {
    who: by => {
      if (by === 'rule') return 'a rule'
      if (names) return by
      const role = roleOf(by)
      return role ? `the ${role}` : 'a responder'
    },
    beside: by => (by === 'rule' ? '' : names ? nameOf(by) : (roleOf(by) ?? '')),
    inWords: text => (names ? text : patterns.reduce((words, [pattern, role]) => words.replace(pattern, role), text)),
  }
}

function nameOf(by: string): string {
  return by.split('@')[0] ?? by
}

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![\\w@.-])${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w@-])`, 'g')
}
