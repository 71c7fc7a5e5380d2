// What merges have taught: templates with a slot, against which a new form is tried before it becomes a group of its own.
import { collapse, slot, type Template } from './template.ts'

export interface Pattern {
  /** The tokens before the slot and behind it. */
  readonly before: Template
  readonly after: Template
  /** How many tokens the slot may hold. */
  readonly most: number
  /** The template that what matches becomes. */
  readonly becomes: Template
}

const mostPatterns = 20_000

export class Patterns {
  private readonly byStart = new Map<string, Pattern[]>()
  private count = 0

  add(pattern: Pattern): void {
    if (this.count >= mostPatterns) return
    const key = startOf(pattern.before)
    const list = this.byStart.get(key)
    if (list) list.push(pattern)
    else this.byStart.set(key, [pattern])
    this.count += 1
  }

  /** The template that the tokens become by the first pattern they match; null where none matches. */
  apply(tokens: Template): Template | null {
    return this.tryAll(this.byStart.get(startOf(tokens)), tokens) ?? this.tryAll(this.byStart.get(''), tokens)
  }

  private tryAll(list: readonly Pattern[] | undefined, tokens: Template): Template | null {
    if (!list) return null
    for (const pattern of list) if (matches(pattern, tokens)) return pattern.becomes
    return null
  }
}

/** Patterns whose slot comes first are kept under the empty name. */
function startOf(tokens: Template): string {
  return tokens[0] === undefined || tokens[0] === slot ? '' : tokens[0]
}

function matches({ before, after, most }: Pattern, tokens: Template): boolean {
  const middle = tokens.length - before.length - after.length
  if (middle < 1 || middle > most) return false
  for (let i = 0; i < before.length; i += 1) if (!same(before[i] as string, tokens[i] as string)) return false
  const shift = tokens.length - after.length
  for (let i = 0; i < after.length; i += 1) if (!same(after[i] as string, tokens[shift + i] as string)) return false
  return true
}

function same(a: string, b: string): boolean {
  return a === b || a === slot
}

/** A pattern for the places in which templates differ that are equal to `tokens` otherwise. */
export function patternOf(tokens: Template, places: readonly number[]): Pattern {
  const shape = tokens.map((token, i) => (places.includes(i) ? slot : token))
  const last = places.at(-1) as number
  return { before: shape.slice(0, last), after: shape.slice(last + 1), most: 1, becomes: collapse(shape) }
}
