// What can be filtered by, from the line under the cursor and from what is typed: the rows of the filter overlay.
import { clock } from '../../../components/theme/times.ts'
import type { LogFilter } from '../../../store/view.ts'
import { levelWords } from '../../../telemetry/log-ring.ts'
import { readMatch } from '../../../telemetry/text-match.ts'
import type { Scene } from '../../scene.ts'
import { chosenEvent } from './cursor.ts'

export type NewFilter = Omit<LogFilter, 'id' | 'on'>

export interface Suggestion {
  readonly words: string
  readonly filter: NewFilter
}

/** Where nothing is typed: what the line under the cursor offers. */
function offered(scene: Scene): Suggestion[] {
  const event = chosenEvent(scene)
  const { sources, groups } = scene.telemetry
  const found: Suggestion[] = []
  const both = (kind: NewFilter['kind'], value: string, what: string) => {
    found.push({ words: `only ${what}`, filter: { kind, way: 'in', value } })
    found.push({ words: `without ${what}`, filter: { kind, way: 'out', value } })
  }
  if (event) {
    const group = groups.find(one => one.number === event.group)
    if (group) both('group', group.id, `this error group: ${group.title}`)
    const source = sources[event.source]?.name
    if (source && sources.length > 1) both('source', source, `source ${source}`)
    const endpoint = endpointIn(event.text) ?? scene.state.symptom?.endpoint
    if (endpoint) both('endpoint', endpoint, `what names ${endpoint}`)
    found.push({
      words: `only since this line, ${clock(event.at)}`,
      filter: { kind: 'since', way: 'in', value: String(event.at) },
    })
  }
  if (scene.state.onset)
    found.push({
      words: `only since the onset, ${clock(scene.state.onset.at)}`,
      filter: { kind: 'since', way: 'in', value: String(scene.state.onset.at) },
    })
  for (const level of ['error', 'warn', 'info'])
    found.push({ words: `only level ${level} and above`, filter: { kind: 'level', way: 'in', value: level } })
  for (const { name } of sources.length > 1 ? sources : []) both('source', name, `source ${name}`)
  found.push({
    words: 'each failure once: without access lines that another line tells',
    filter: { kind: 'echo', way: 'out', value: 'told twice' },
  })
  const known = new Set<string>()
  return found.filter(({ filter }) => isNewTo(known, filter) && !isOn(filter, scene.view.log.filters))
}

/** What is typed: a text, `-text` to leave it out; `level`, `source`, `group` and their first letters find theirs. */
export function typedFilters(typed: string, scene: Scene): Suggestion[] {
  const text = typed.trim()
  if (text === '') return offered(scene)
  const isOut = /^[-!]/.test(text)
  const value = isOut ? text.slice(1).trim() : text
  const level = /^level\s+(\w+)/.exec(text)?.[1]
  const named = offered(scene).filter(({ words }) => words.toLowerCase().includes(text.toLowerCase()))
  if (level && levelWords.includes(level as (typeof levelWords)[number]))
    return [{ words: `only level ${level} and above`, filter: { kind: 'level', way: 'in', value: level } }]
  if (value === '') return named
  const kind = value.startsWith('/') && !value.endsWith('/') ? 'endpoint' : 'text'
  const only: Suggestion = { words: `only lines with ${value}`, filter: { kind, way: 'in', value } }
  const without: Suggestion = { words: `without lines with ${value}`, filter: { kind, way: 'out', value } }
  return [...(isOut ? [without, only] : [only, without]), ...named]
}

/** What is wrong with what is typed, in words. */
export function wrongFilter(typed: string): string | null {
  const read = readMatch(typed.trim().replace(/^[-!]/, '') || 'x')
  return 'wrong' in read ? read.wrong : null
}

function endpointIn(text: string): string | undefined {
  return (
    /(?:GET|POST|PUT|PATCH|DELETE|HEAD) (\/[^\s?"]*)/.exec(text)?.[1] ??
    /"?(?:path|url|route)"?[=:]\s*"?(\/[^\s?",}]*)/.exec(text)?.[1]
  )
}

function isNewTo(known: Set<string>, { kind, way, value }: NewFilter): boolean {
  const key = `${kind}:${way}:${value}`
  return !known.has(key) && Boolean(known.add(key))
}

function isOn({ kind, way, value }: NewFilter, filters: readonly LogFilter[]): boolean {
  return filters.some(one => one.kind === kind && one.way === way && one.value === value)
}
