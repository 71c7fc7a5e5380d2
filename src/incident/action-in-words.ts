// An action item as people type it, in one line: "test guest checkout @lee by 1 Apr #prevent !high". Pure: `now` comes in.
// Rule: only what is clearly a sign is taken out of the words; the rest is the text as it was typed.
import { parse } from 'chrono-node/en'
import { type Instant, toIso } from './time.ts'
import { type ActionItemKind, actionItemKinds } from './vocabulary.ts'

export const priorities = ['high', 'medium', 'low'] as const

export interface ActionInWords {
  readonly text: string
  readonly owner: string | null
  /** `2025-04-01` */
  readonly due: string | null
  readonly kind: ActionItemKind | null
  readonly priority: (typeof priorities)[number] | null
}

export function actionInWords(line: string, now: Instant): ActionInWords {
  let text = ` ${line.trim()} `
  const takeOut = (pattern: RegExp): string | null => {
    const found = pattern.exec(text)
    if (!found) return null
    text = text.replace(found[0], ' ')
    return found[1] ?? null
  }
  const kind = takeOut(new RegExp(`\\s#(${actionItemKinds.join('|')})(?=\\s)`, 'i'))
  const priority = takeOut(new RegExp(`\\s!(${priorities.join('|')})(?=\\s)`, 'i'))
  const owner = takeOut(/\s@([\p{L}\p{N}][\p{L}\p{N}._-]*)(?=\s)/u)
  const said = /\s(?:by|due|until)\s+([^\s].*?)\s*$/i.exec(text)
  const due = said ? dateIn(said[1] ?? '', now) : null
  if (said && due !== null) text = text.slice(0, said.index)
  return {
    text: text.replace(/\s+/g, ' ').trim(),
    owner,
    due,
    kind: actionItemKinds.find(one => one === kind?.toLowerCase()) ?? null,
    priority: priorities.find(one => one === priority?.toLowerCase()) ?? null,
  }
}

interface ActionParts extends Omit<ActionInWords, 'kind' | 'priority'> {
  readonly kind: ActionItemKind
  readonly priority: (typeof priorities)[number]
}

/** The line that reads as this item again: what an edit begins with. */
export function actionLine({ text, owner, due, kind, priority }: ActionParts): string {
  const signs = [owner && `@${owner.replace(/\s+/g, '-')}`, `#${kind}`, `!${priority}`, due && `by ${due}`]
  return [text, ...signs.filter(Boolean)].join(' ')
}

/** A day that is all of the text, the next one of that name where it has no year. */
function dateIn(text: string, now: Instant): string | null {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return Number.isNaN(Date.parse(text)) ? null : text
  const [found] = parse(text, { instant: new Date(now), timezone: 0 }, { forwardDate: true })
  if (!found || found.index > 0 || found.text.length < text.length) return null
  return toIso(found.start.date().getTime()).slice(0, 10)
}
