// W3C extended logs (IIS, CDNs, proxies): the columns are named by directives that begin with #.
import { isBlank, spanText } from './characters.ts'
import { levelOfStatus } from './levels.ts'
import { type DateOrders, emptyStamp, readStamp, type Stamp } from './stamps/stamp.ts'

export interface W3cLine {
  readonly stamp: Stamp | null
  readonly level: number
  readonly request: { readonly method: string; readonly path: string; readonly status: number } | null
}

const orders: DateOrders = { short: 'ymd', long: 'mdy' }
const encoder = new TextEncoder()

export class W3cFormat {
  private fields: readonly string[] = []
  private date = ''
  private readonly stamp = emptyStamp()

  /** Whether lines are read by named columns by now. */
  get active(): boolean {
    return this.fields.length > 0
  }

  /** Reads a directive; false where the line is none. */
  directive(bytes: Uint8Array, start: number, end: number): boolean {
    if (bytes[start] !== 35) return false
    const match = /^#(Version|Fields|Software|Start-Date|End-Date|Date|Remark|GMT-Offset):\s*(.*)$/.exec(
      spanText(bytes, start, Math.min(end, start + 4000)),
    )
    if (!match) return false
    const text = (match[2] as string).trim()
    if (match[1] === 'Fields') this.fields = text.split(/\s+/).map(field => field.toLowerCase())
    if (match[1] === 'Date') this.date = text.split(/[ T]/)[0] ?? ''
    return true
  }

  read(bytes: Uint8Array, start: number, end: number): W3cLine {
    const columns = columnsOf(bytes, start, end, this.fields.length)
    const column = (...names: readonly string[]): string => {
      for (const name of names) {
        const text = columns[this.fields.indexOf(name)]
        if (text !== undefined && text !== '-') return text
      }
      return ''
    }
    const date = column('date', 'date-local', 'x-date') || this.date
    const time = column('time', 'time-local', 'x-time')
    const status = Number(column('sc-status', 's-status', 'x-edge-status'))
    const method = column('cs-method', 'cs-method-local')
    return {
      stamp: this.stampOf(`${date} ${time}`, column('x-timestamp', 'timestamp', 'x-localtime')),
      level: levelOfStatus(status),
      request: method && status ? { method, path: column('cs-uri-stem', 'cs-uri', 'cs-url') || '/', status } : null,
    }
  }

  /** Dates and times of this format are GMT, except those named local. */
  private stampOf(dateAndTime: string, other: string): Stamp | null {
    for (const text of [dateAndTime, other.replace(/^\[/, '')]) {
      const bytes = encoder.encode(text)
      if (!readStamp(bytes, 0, bytes.length, orders, this.stamp)) continue
      if (Number.isNaN(this.stamp.zone) && this.fields.includes('time')) this.stamp.zone = 0
      return this.stamp
    }
    return null
  }
}

/** Columns are cut by blanks or tabs; quoted ones may hold blanks. */
function columnsOf(bytes: Uint8Array, start: number, end: number, most: number): string[] {
  const columns: string[] = []
  let i = start
  while (i < end && columns.length < most) {
    while (i < end && isBlank(bytes[i])) i += 1
    const quoted = bytes[i] === 34
    let from = i
    if (quoted) {
      from += 1
      i += 1
      while (i < end && bytes[i] !== 34) i += 1
    } else while (i < end && !isBlank(bytes[i])) i += 1
    columns.push(spanText(bytes, from, Math.min(i, from + 300)))
    if (quoted) i += 1
  }
  return columns
}
