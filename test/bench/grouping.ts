// How well lines are grouped when the truth is known: the field's measures, over sets made harder by us.
// Headers: real contents behind other headers. Fills: the slots of real templates filled with values of other kinds.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LogReading } from '../../src/diagnosis/logs/reading.ts'

const corpora = fileURLToPath(new URL('../../../shared/corpora/loghub/', import.meta.url))

interface Line {
  readonly content: string
  readonly event: string
  readonly template: string
  readonly level: string
  readonly component: string
}

export interface Grouping {
  /** Share of lines whose group holds exactly the lines of their true event. */
  readonly accuracy: number
  /** F1 over groups. */
  readonly groups: number
  /** F1 over pairs of lines. */
  readonly pairs: number
}

const levelWords: Readonly<Record<string, string>> = {
  V: 'TRACE',
  D: 'DEBUG',
  I: 'INFO',
  W: 'WARN',
  E: 'ERROR',
  F: 'FATAL',
}

/** Systems with known events beside this checkout; none where the corpora are absent. */
export function systems(): string[] {
  return existsSync(corpora) ? readdirSync(corpora).filter(name => !name.includes('.') && name !== 'LICENSE') : []
}

export function linesOf(system: string): Line[] {
  const [head, ...rows] = csv(readFileSync(`${corpora}${system}/${system}_2k.log_structured.csv`, 'utf8'))
  const column = (name: string): number => (head as string[]).indexOf(name)
  const cell = (row: readonly string[], name: string): string => row[column(name)] ?? ''
  return rows.map(row => ({
    content: cell(row, 'Content'),
    event: cell(row, 'EventId'),
    template: cell(row, 'EventTemplate'),
    level: levelWords[cell(row, 'Level')] ?? (cell(row, 'Level') || 'INFO'),
    component: cell(row, 'Component') || 'core',
  }))
}

function csv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') {
        cell += '"'
        i += 1
      } else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',') {
      row.push(cell)
      cell = ''
    } else if (c === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += c
  }
  if (cell || row.length > 0) rows.push([...row, cell])
  return rows
}

/** A small generator with a seed: the sets are the same in every run. */
export function random(seed: string): () => number {
  let state = [...seed].reduce((sum, c) => Math.imul(sum ^ c.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const start = Date.UTC(2024, 2, 5, 10)
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const two = (n: number): string => String(n).padStart(2, '0')
const pick = <T>(list: readonly T[], next: () => number): T => list[Math.floor(next() * list.length)] as T
const hosts = 'web-a web-b db-main cache queue edge proxy-x worker'.split(' ')
const threads = 'main,pool worker,http nio,scheduler,event loop'.split(',')
const users =
  'alice bob carol dave erin frank grace heidi ivan judy mallory niaj olivia peggy rupert sybil trent victor walter wendy'.split(
    ' ',
  )

type Header = (at: Date, line: Line, next: () => number) => string
const iso = (at: Date): string => at.toISOString()
const syslog = (at: Date): string =>
  `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${iso(at).slice(11, 19)}`
const shortName = (line: Line): string =>
  (line.component.split(/[.$[(]/).at(-1) || 'core').replace(/[\s:]/g, '') || 'core'

export const headers: Readonly<Record<string, Header>> = {
  syslog: (at, line, next) => `${syslog(at)} ${pick(hosts, next)} ${shortName(line)}[${Math.floor(next() * 9000)}]: `,
  pipe: (at, line, next) => `${iso(at).slice(0, 19).replace('T', ' ')}|${line.level}|${pick(threads, next)}|`,
  brackets: (at, line, next) => `[${iso(at)}] [${pick(threads, next)}] [${line.level}] `,
  pidTid: (at, line, next) =>
    `${iso(at).slice(5, 23).replace('T', ' ')} ${Math.floor(next() * 9000)} ${Math.floor(next() * 9000)} ${line.level[0]} ${shortName(line)}: `,
  hostComponent: (at, line, next) => `${iso(at).slice(0, 19)} ${pick(hosts, next)} ${shortName(line)} `,
  dash: (at, line) =>
    `${iso(at).slice(0, 23).replace('T', ' ').replace('.', ',')} - ${shortName(line)} - ${line.level} - `,
  docker: at => `${iso(at).replace('Z', '123456Z')} `,
  none: () => '',
  levelLogger: (_, line) => `${line.level}:${shortName(line)}:`,
  epochHost: (at, _, next) => `${Math.floor(at.getTime() / 1000)} ${pick(hosts, next)} `,
  request: (at, line, next) => `${iso(at)} ${line.level} [req-${Math.floor(next() * 1e9).toString(16)}] `,
  apache: (at, line, next) =>
    `[Tue ${months[at.getUTCMonth()]} ${two(at.getUTCDate())} ${iso(at).slice(11, 23)} ${at.getUTCFullYear()}] [${line.level.toLowerCase()}] [pid ${Math.floor(next() * 900)}] `,
}

type Fill = (next: () => number) => string
const hex = (next: () => number, length: number): string =>
  Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')
const int = (next: () => number): string => String(Math.floor(next() ** 3 * 100000))
const classes =
  'CartService OrderStore UserPool RequestQueue MailSender TaskRunner NodeManager BlockCache FileIndex JobTracker KeyRing PathFinder'.split(
    ' ',
  )
const words =
  'red green blue amber violet silver golden purple orange yellow crimson indigo cyan magenta olive maroon'.split(' ')
const fills: Readonly<Record<string, Fill>> = {
  int,
  hex: next => `0x${hex(next, 8)}`,
  ip: next =>
    `10.${Math.floor(next() * 255)}.${Math.floor(next() * 255)}.${Math.floor(next() * 255)}:${Math.floor(next() * 60000)}`,
  path: next => `/var/${pick(words, next)}/${pick(users, next)}/${pick(classes, next)}`,
  uuid: next => `${hex(next, 8)}-${hex(next, 4)}-${hex(next, 4)}-${hex(next, 12)}`,
  user: next => pick(users, next),
  host: next => `${pick(hosts, next)}-${Math.floor(next() * 90)}.example.com`,
  class: next => pick(classes, next),
  list: next => Array.from({ length: 1 + Math.floor(next() * 5) }, () => pick(users, next)).join(', '),
  size: next => `${(next() * 100).toFixed(1)} ${pick(['B', 'KB', 'MB', 'GB'], next)}`,
  words: next => Array.from({ length: 1 + Math.floor(next() * 3) }, () => pick(words, next)).join(' '),
}

export const fillVariants: readonly string[] = ['mix', ...Object.keys(fills)]

/** Real contents behind another header. */
export function withHeader(system: string, name: string): { readonly text: string; readonly truth: string[] } {
  const next = random(`${system} ${name}`)
  const header = headers[name] as Header
  const lines = linesOf(system)
  const text = lines.map((line, i) => header(new Date(start + i * 700), line, next) + line.content).join('\n')
  return { text, truth: lines.map(line => line.event) }
}

/** Real templates with their slots filled anew; `mix` draws a kind for each slot. */
export function withFills(system: string, variant: string): { readonly text: string; readonly truth: string[] } {
  const next = random(`${system} ${variant}`)
  const kinds = new Map<string, Fill[]>()
  const lines = linesOf(system)
  const text = lines.map((line, i) => {
    const parts = line.template.split('<*>')
    let slots = kinds.get(line.event)
    if (!slots) {
      slots = parts.slice(1).map(() => fills[variant === 'mix' ? pick(Object.keys(fills), next) : variant] as Fill)
      kinds.set(line.event, slots)
    }
    const own = slots
    const content = parts.map((part, k) => (k === 0 ? part : (own[k - 1] as Fill)(next) + part)).join('')
    return `${iso(new Date(start + i * 700))} INFO [main] ${content}`
  })
  return { text: text.join('\n'), truth: lines.map(line => line.event) }
}

/** The group of every line, -1 where no event covers it. */
export function groupsOf(text: string): string[] {
  const found: string[] = []
  const reading = new LogReading({ now: Date.UTC(2026, 0, 1), fromWall: wall => wall }, ({ line, endLine, group }) => {
    for (let i = line; i <= endLine; i += 1) found[i - 1] = group
  })
  reading.feed(new TextEncoder().encode(text))
  reading.endFile()
  reading.end()
  return found
}

export function judge(truth: readonly string[], found: readonly string[]): Grouping {
  const lines = truth.map((event, i) => ({ event, group: found[i] ?? `missing ${i}` }))
  const byEvent = Map.groupBy(lines, line => line.event)
  const byGroup = Map.groupBy(lines, line => line.group)
  let right = 0
  let rightGroups = 0
  for (const members of byGroup.values()) {
    const event = byEvent.get(members[0]?.event as string) as typeof lines
    if (event.length !== members.length || members.some(line => line.event !== members[0]?.event)) continue
    right += members.length
    rightGroups += 1
  }
  const pairs = (sizes: Iterable<readonly unknown[]>): number =>
    [...sizes].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const both = pairs(Map.groupBy(lines, line => `${line.event}\0${line.group}`).values())
  const f1 = (precision: number, recall: number): number =>
    precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return {
    accuracy: right / Math.max(1, truth.length),
    groups: f1(rightGroups / byGroup.size, rightGroups / byEvent.size),
    pairs: f1(both / Math.max(1, pairs(byGroup.values())), both / Math.max(1, pairs(byEvent.values()))),
  }
}
