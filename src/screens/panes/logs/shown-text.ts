// What is shown of a line: without the time and the level it begins with, since both have columns of their own.
import { structuredLine } from '../../../telemetry/structured-line.ts'

const stamp =
  /^\[?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?|\w{3} [ \d]\d \d\d:\d\d:\d\d)\]?[ \t]+/
const words = 'fatal|error|err|warn|warning|info|debug|trace'
/** In capitals, in brackets or before a colon: a sentence may begin with the same word. */
const levelWord = new RegExp(`^(?:\\[?(?:${words.toUpperCase()})\\]?:?|\\[(?:${words})\\]:?|(?:${words}):)[ \\t]+`)
const ownColumns = /^(?:@?timestamp|time|ts|t|level|lvl|severity|levelname|pid|hostname|v)$/i

/** Fields in columns beside the message, where the line has any. */
export interface ShownText {
  readonly text: string
  readonly fields: readonly (readonly [key: string, value: string])[]
}

export function shownText(line: string): ShownText {
  const plain = line.replace(stamp, '').replace(levelWord, '')
  const structured = structuredLine(plain)
  if (!structured) return { text: plain, fields: [] }
  const fields = structured.fields.filter(([key]) => !ownColumns.test(key))
  return { text: structured.message, fields }
}
