// Who did it, without blame: people appear by the role they had, else as "responder 1", "responder 2" in the order in
// which they appear, and by name only where names were asked for.
import type { IncidentState } from '../incident/state.ts'

export interface People {
  /** `the commander`, `responder 2`, or the name; `a rule` for what the program noticed by itself. */
  readonly who: (by: string) => string
  /** The same beside a row, without its article; empty for rules, and where only one person was there to do it. */
  readonly beside: (by: string) => string
  /** Words with the people known to this incident in them put by role. */
  readonly inWords: (text: string) => string
}

export function peopleOf(state: IncidentState, { names }: { readonly names: boolean }): People {
  const roles = new Map(Object.entries(state.roles).map(([role, person]) => [nameOf(person), role]))
  const known = [...new Set([...namesOf(state), ...roles.keys()])]
  const without = known.filter(name => !roles.has(name))
  const called = new Map(without.map((name, index) => [name, `responder ${index + 1}`]))
  const roleOf = (by: string) => roles.get(nameOf(by)) ?? called.get(nameOf(by)) ?? 'responder'
  const who = (by: string) => {
    if (by === 'rule') return 'a rule'
    if (names) return by
    return roles.has(nameOf(by)) ? `the ${roleOf(by)}` : roleOf(by)
  }
  const patterns = names ? [] : patternsOf(state, who)
  return {
    who,
    beside: by => {
      if (by === 'rule' || by === '') return ''
      if (names) return nameOf(by)
      return roles.has(nameOf(by)) || known.length > 1 ? roleOf(by) : ''
    },
    inWords: text => patterns.reduce((words, [pattern, role]) => words.replace(pattern, role), text),
  }
}

/** Everyone who did something, in the order of their first row. */
function namesOf({ timeline, people, origin }: IncidentState): string[] {
  const writers = origin === 'import' ? [] : people
  const doers = timeline.flatMap(row => row.who ?? (origin === 'import' ? [] : row.by))
  return [...doers, ...writers].filter(by => by !== 'rule').map(nameOf)
}

/**
 * Names that are sure to be people's: identities (user@host), holders of roles, and who a row says did it.
 * A bare user name could be a word of the language ("root", "deploy") and is left as it is.
 */
function patternsOf({ timeline, people, roles }: IncidentState, who: (by: string) => string): [RegExp, string][] {
  const said = timeline.flatMap(row => (row.who === undefined ? [] : [row.who]))
  const sure = [...new Set([...people, ...Object.values(roles), ...said])].filter(name => name.length > 1)
  return sure.sort((a, b) => b.length - a.length).map(name => [wholeWord(name), who(name)])
}

function nameOf(by: string): string {
  return by.split('@')[0] || by
}

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![\\w@.-])${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w@-])`, 'g')
}
