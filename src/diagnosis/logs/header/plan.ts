// A source's header, learnt from a sample of its lines: how many columns stand before the message, and where the level is.
import { skipBlanks, spanText } from '../characters.ts'
import { type Delimiter, learnDelimiter, passDelimited } from './delimiter.ts'
import { dependence } from './dependence.ts'
import { type HeaderToken, readToken, type TokenKind, tokenKinds } from './token.ts'

export interface HeaderPlan {
  /** Columns cut by a mark come before those cut by blanks. */
  readonly delimiter: Delimiter | null
  /** Columns that belong to the header. */
  readonly columns: number
  /** The last of them is a `name:` or `program[1]:`, which ends the header earlier where it comes earlier. */
  readonly endsWithName: boolean
  /** Column whose lone letter is a level; -1 for none. */
  readonly letterColumn: number
  /** What may follow the columns on some lines. */
  readonly thenBrackets: boolean
  readonly thenNames: boolean
}

/** Part of a buffer: where a sample line's header begins, and where the line ends. */
export interface Span {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
}

const mostColumns = 14

interface Column {
  readonly shares: readonly number[]
  readonly distinct: number
  readonly topShare: number
}

export function learnHeader(spans: readonly Span[]): HeaderPlan {
  const delimiter = learnDelimiter(spans)
  const rows = spans.map(span => readRow(behindDelimited(span, delimiter)))
  const columns = Array.from({ length: mostColumns }, (_, k) => describe(rows, k))
  const share = (k: number, ...kinds: readonly TokenKind[]): number =>
    kinds.reduce<number>((sum, kind) => sum + (columns[k]?.shares[kind] ?? 0), 0)
  const { separator, number, level, letterLevel, bracket, name, program, word } = tokenKinds

  const letterColumn = columns.findIndex((_, k) => k < 6 && share(k, letterLevel) >= 0.9)
  const nameColumn = columns.findIndex((_, k) => k < 4 && share(k, name, program) >= 0.6)
  // Behind a name the message begins soon: a level word further on is prose.
  const levelLimit = nameColumn >= 0 ? nameColumn + 3 : 10
  const levelColumn = columns.findIndex((_, k) => k < levelLimit && share(k, level) >= 0.8)
  const separatorColumn = columns.findIndex((_, k) => k < 3 && share(k, separator) >= 0.9)
  const known = [levelColumn, letterColumn].filter(k => k >= 0)
  let end = known.length > 0 ? Math.min(...known) + 1 : nameColumn >= 0 ? nameColumn + 1 : separatorColumn + 1
  let named = known.length === 0 && nameColumn >= 0
  for (let moved = true; moved && end < mostColumns; ) {
    moved = false
    const here = columns[end] as Column
    if (
      share(end, separator, bracket) >= 0.95 ||
      share(end, number) >= 0.97 ||
      share(end, level, letterLevel) >= 0.95 ||
      isConstant(rows, here, columns[end + 1])
    )
      moved = true
    else if (!named && share(end, name, program) >= 0.6) {
      moved = true
      named = true
    } else if (share(end, word) >= 0.95 && leadsToMark(columns, end, share)) moved = true
    else if (share(end, word, name) >= 0.95 && isIndependent(rows, end, columns)) moved = true
    if (moved) end += 1
  }
  return {
    delimiter,
    columns: end,
    endsWithName: end > 0 && share(end - 1, name, program) >= 0.6,
    letterColumn,
    thenBrackets: share(end, bracket, separator) >= 0.2,
    thenNames: !named && share(end, name, program) >= 0.3,
  }

  function leadsToMark(all: readonly Column[], k: number, of: typeof share): boolean {
    const here = all[k] as Column
    return here.distinct <= Math.max(3, rows.length / 20) && of(k + 1, separator, bracket, program) >= 0.95
  }
}

/** The same in every line, while what follows differs: a host, a service. */
function isConstant(rows: readonly Row[], column: Column, next: Column | undefined): boolean {
  return rows.length >= 50 && column.topShare >= 0.98 && (next?.distinct ?? 0) >= 5
}

/** Few values that do not foretell the next token that varies: a host or a component, not a message's first word. */
function isIndependent(rows: readonly Row[], k: number, columns: readonly Column[]): boolean {
  const { distinct } = columns[k] as Column
  if (rows.length < 100 || distinct > 40 || distinct < 2) return false
  const next = columns.findIndex((column, i) => i > k && column.distinct > 1)
  if (next < 0 || next > k + 3) return false
  const pairs = rows.flatMap(({ texts }) => {
    const [here, there] = [texts[k], texts[next]]
    return here !== undefined && there !== undefined ? [[here, there] as const] : []
  })
  return pairs.length >= rows.length * 0.9 && dependence(pairs) < 0.25
}

function behindDelimited(span: Span, delimiter: Delimiter | null): Span {
  const start = delimiter ? passDelimited(span.bytes, span.start, span.end, delimiter, { level: 0 }) : 0
  return start > 0 ? { ...span, start } : span
}

interface Row {
  readonly kinds: readonly TokenKind[]
  readonly texts: readonly string[]
}

function readRow({ bytes, start, end }: Span): Row {
  const kinds: TokenKind[] = []
  const texts: string[] = []
  const token: HeaderToken = { kind: tokenKinds.none, start, end: start, level: 0 }
  let i = skipBlanks(bytes, start, end)
  while (i < end && kinds.length < mostColumns) {
    readToken(bytes, i, end, token)
    kinds.push(token.kind)
    texts.push(spanText(bytes, token.start, Math.min(token.end, token.start + 60)))
    i = skipBlanks(bytes, token.end, end)
  }
  return { kinds, texts }
}

function describe(rows: readonly Row[], k: number): Column {
  const counts = new Array<number>(9).fill(0)
  const values = new Map<string, number>()
  for (const row of rows) {
    const kind = row.kinds[k]
    if (kind === undefined) continue
    counts[kind]! += 1
    const text = row.texts[k] as string
    values.set(text, (values.get(text) ?? 0) + 1)
  }
  const total = Math.max(1, rows.length)
  return {
    shares: counts.map(count => count / total),
    distinct: values.size,
    topShare: Math.max(0, ...values.values()) / total,
  }
}
