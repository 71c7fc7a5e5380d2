// YAML text into plain values, and for every value the place where it stands. Data only: no tags, few aliases.
import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument, stringify } from 'yaml'

export type ConfigPath = readonly (string | number)[]

export interface Place {
  readonly line: number
  readonly column: number
}

export interface ParsedText {
  /** Undefined where the text is no YAML. */
  readonly value: unknown
  readonly mistakes: readonly (Place & { readonly message: string })[]
  /** Where a value stands, or one of its keys; the nearest that is there where it is missing. */
  placeOf(path: ConfigPath, key?: string): Place
}

const mostBytes = 1024 * 1024
const start: Place = { line: 1, column: 1 }

export function parseConfigText(text: string): ParsedText {
  if (text.length > mostBytes) return broken('the file is larger than 1 MB')
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, stringKeys: true, version: '1.2' })
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset)
    return { line, column: col }
  }
  const mistakes = [...document.errors, ...document.warnings].map(({ message, pos }) => {
    return { ...placeAt(pos[0]), message: message.split('\n')[0] ?? message }
  })
  const placeOf = (path: ConfigPath, key?: string): Place => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : (document.getIn(path.slice(0, length), true) as Node | undefined)
      const keyNode = key !== undefined && length === path.length && isMap(node) ? keyOf(node, key) : undefined
      const offset = (keyNode ?? node)?.range?.[0]
      if (offset !== undefined) return placeAt(offset)
    }
    return start
  }
  if (mistakes.length > 0) return { value: undefined, mistakes, placeOf }
  try {
    return { value: document.toJS({ maxAliasCount: 50 }), mistakes, placeOf }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return broken(/alias/i.test(words) ? 'too many aliases: they would make the file explode' : words)
  }
}

/** Plain values as YAML. */
export function toYaml(value: unknown): string {
  return stringify(value)
}

function keyOf(node: { readonly items: readonly unknown[] }, key: string): Node | undefined {
  const pair = node.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === key)
  return isPair(pair) ? (pair.key as Node) : undefined
}

function broken(message: string): ParsedText {
  return { value: undefined, mistakes: [{ ...start, message }], placeOf: () => start }
}
