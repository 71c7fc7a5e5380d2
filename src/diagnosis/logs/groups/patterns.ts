// What merges have taught: templates with a slot, against which a new form is tried before it becomes a group of its own.
import { collapse, slot, type Template } from './template.ts'

/** How many tokens a slot for a stretch may hold. */
export const longestStretch = 9

export interface Pattern {
  /** The tokens before, between and behind the slots: one slot between each two parts. */
  readonly parts: readonly Template[]
  /** How many tokens a slot may hold. */
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
    const key = startOf(pattern.parts[0] as Template)
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

function matches({ parts, most }: Pattern, tokens: Template): boolean {
  const [first = [], ...rest] = parts
  return standsAt(first, tokens, 0) && restMatches(rest, most, tokens, first.length)
}

/** Whether the parts follow from `from` on, a slot before each, the last one at the end. */
function restMatches(parts: readonly Template[], most: number, tokens: Template, from: number): boolean {
  const [part, ...rest] = parts
  if (part === undefined) return from === tokens.length
  const last = Math.min(from + most, tokens.length - part.length)
  if (rest.length === 0) {
    const at = tokens.length - part.length
    return at > from && at <= last && standsAt(part, tokens, at)
  }
  for (let at = from + 1; at <= last; at += 1)
    if (standsAt(part, tokens, at) && restMatches(rest, most, tokens, at + part.length)) return true
  return false
}

function standsAt(part: Template, tokens: Template, at: number): boolean {
  if (at + part.length > tokens.length) return false
  for (let i = 0; i < part.length; i += 1) if (!same(part[i] as string, tokens[at + i] as string)) return false
  return true
}

function same(a: string, b: string): boolean {
  return a === b || a === slot
}

/** A pattern for the places in which templates differ that are equal to `tokens` otherwise. */
export function patternOf(tokens: Template, places: readonly number[]): Pattern {
  const shape = tokens.map((token, i) => (places.includes(i) ? slot : token))
  const last = places.at(-1) as number
  return { parts: [shape.slice(0, last), shape.slice(last + 1)], most: 1, becomes: collapse(shape) }
}
