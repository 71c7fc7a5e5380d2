// Walks one line's header by the plan: where the message begins, and which level the header states.
import { isBlank, skipBlanks } from '../characters.ts'
import { levelBetween } from '../line-level.ts'
import { passDelimited } from './delimiter.ts'
import type { HeaderPlan } from './plan.ts'
import { type HeaderToken, readToken, tokenKinds } from './token.ts'

export interface HeaderRead {
  /** Where the message begins. */
  message: number
  /** 0 where the header states none. */
  level: number
}

const token: HeaderToken = { kind: tokenKinds.none, start: 0, end: 0, level: 0 }

export function walkHeader(bytes: Uint8Array, at: number, end: number, plan: HeaderPlan, out: HeaderRead): void {
  out.level = 0
  const behind = plan.delimiter ? passDelimited(bytes, at, end, plan.delimiter, out) : 0
  let i = skipBlanks(bytes, behind || at, end)
  let named = false
  let column = 0
  for (; i < end && column < plan.columns; column += 1) {
    readToken(bytes, i, end, token)
    const { kind } = token
    const isName = kind === tokenKinds.name || kind === tokenKinds.program
    const last = column === plan.columns - 1
    // A message that begins early must not lose its first words to columns it does not have.
    if (last && plan.endsWithName && !isName && kind === tokenKinds.word) break
    if (kind === tokenKinds.level && out.level === 0) out.level = token.level
    if (column === plan.letterColumn && kind === tokenKinds.letterLevel) out.level = token.level
    i = skipBlanks(bytes, token.end, end)
    if (isName) named = true
    if (isName && plan.endsWithName) break
  }
  for (let more = 0; i < end && more < 4; more += 1) {
    readToken(bytes, i, end, token)
    const { kind } = token
    const isName = kind === tokenKinds.name || kind === tokenKinds.program
    const first = plan.columns + more === 0
    const stands = isShaped(bytes, token) || (out.level === 0 && (first || isLoud(bytes, token)))
    const isLevel = kind === tokenKinds.level && stands
    if (first && kind === tokenKinds.bracket) out.level = levelBetween(bytes, token.start, token.end)
    if (isLevel && out.level === 0) out.level = token.level
    else if (kind === tokenKinds.separator && plan.columns + more > 0 && isDash(bytes, token)) named = named || false
    else if (!(kind === tokenKinds.bracket && plan.thenBrackets) && !(isName && plan.thenNames && !named)) break
    if (isName) named = true
    i = skipBlanks(bytes, token.end, end)
  }
  out.message = i
}

/** `[error]`, `ERROR:` — marked as a level by its bracket or colon. */
function isShaped(bytes: Uint8Array, { start, end }: HeaderToken): boolean {
  return bytes[start] === 91 || bytes[start] === 60 || bytes[end - 1] === 58 || bytes[end - 1] === 47
}

/** A lone word in capitals. */
function isLoud(bytes: Uint8Array, { start, end }: HeaderToken): boolean {
  return bytes[start]! >= 65 && bytes[start]! <= 90 && bytes[end - 1]! <= 90
}

function isDash(bytes: Uint8Array, { start, end }: HeaderToken): boolean {
  return isBlank(bytes[end]) && (bytes[start] === 45 || bytes[start] === 58 || bytes[start] === 124)
}
