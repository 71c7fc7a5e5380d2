// Error lines that say the same thing are one group: numbers, ids, addresses and quoted values are masked.
// Rule: bounded. Beyond so many lines a second only lines already known by their bytes are counted; beyond so many
// groups the ones seen longest ago go.
import { createHash } from 'node:crypto'
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import type { Telemetry } from '../../telemetry/hub.ts'
import { requestTitle } from '../../telemetry/requests.ts'
import type { ErrorGroup } from '../../telemetry/types.ts'

const mostGroups = 500
const linesPerSecond = 2000

type Group = { -readonly [Key in keyof ErrorGroup]: ErrorGroup[Key] } & { readonly number: number; isMasked: boolean }

const lead =
  /^[\s[(]*(?:<\d{1,3}>)?(?:\w{3} +\d{1,2} )?(?:\d{2,4}[-/.]\w{2,3}[-/.]\d{2,4}[T :]?)?(?:\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?[\])\s:|-]*/
const levelLead = /^[[(]?(?:error|err|severe|fatal|panic|critical|crit|emerg|alert)\b[\])]?[\s:|-]*/i
const masks: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '#'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '#'],
  [/\b[\w.+-]+@[\w-]+\.[\w.-]+\b/g, '#'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,}\b/gi, '#'],
  [/\b0x[0-9a-f]+\b/gi, '#'],
  [/\b\w*\d\w*(?:[.,:]\d+)*(?:ms|s|MB|kB|%)?/g, '#'],
  [/(?:# ?){2,}/g, '# '],
]

export class ErrorGroups {
  private readonly telemetry: Telemetry
  private readonly groups = new Map<string, Group>()
  private counted = 0
  private second = 0
  private secondCount = 0
  private isChanged = false

  constructor(telemetry: Telemetry) {
    this.telemetry = telemetry
  }

  /** Counts one error line; answers with its group's number, -1 where there was no time for it. */
  count(bytes: Uint8Array, start: number, end: number, at: Instant): number {
    const second = Math.floor(performance.now() / 1000)
    if (second !== this.second) {
      this.second = second
      this.secondCount = 0
    }
    this.secondCount += 1
    if (this.secondCount > linesPerSecond) return -1
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(end - start, 1000)).toString('utf8')
    const text = cleanText(raw)
    const request = requestTitle(text)
    const title = request ?? titleOf(text)
    const key = request ?? maskOf(title)
    const group = this.groups.get(key) ?? this.add(key, title, at)
    if (!group.isMasked && group.title !== title) {
      // Its lines differ: what differs is no part of what they say.
      group.title = key.replaceAll('#', '<n>')
      group.isMasked = true
    }
    group.count += 1
    group.firstAt = Math.min(group.firstAt, at)
    group.lastAt = Math.max(group.lastAt, at)
    this.isChanged = true
    return group.number
  }

  /** Makes the groups visible, where something changed. */
  publish(): void {
    if (!this.isChanged) return
    this.isChanged = false
    const shown = [...this.groups.values()].map(({ id, number, title, count, firstAt, lastAt }) => ({
      id,
      number,
      title,
      count,
      firstAt,
      lastAt,
    }))
    this.telemetry.setGroups(shown.sort((a, b) => b.lastAt - a.lastAt || b.count - a.count))
  }

  private add(key: string, title: string, at: Instant): Group {
    if (this.groups.size >= mostGroups) {
      const [oldest] = [...this.groups].sort(([, a], [, b]) => a.lastAt - b.lastAt)
      if (oldest) this.groups.delete(oldest[0])
    }
    const id = createHash('sha256').update(key).digest('hex').slice(0, 12)
    const group = { id, title, count: 0, firstAt: at, lastAt: at, number: this.counted, isMasked: false }
    this.counted += 1
    this.groups.set(key, group)
    return group
  }
}

/** What the line says, without its time and level. */
function titleOf(text: string): string {
  const message = jsonMessage(text) ?? text.replace(lead, '').replace(levelLead, '')
  return message.slice(0, 160).trim() || text.slice(0, 160)
}

function jsonMessage(text: string): string | null {
  if (!text.startsWith('{')) return null
  const found = /"(?:msg|message|error|err)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? null
}

function maskOf(title: string): string {
  return masks.reduce((text, [pattern, mark]) => text.replace(pattern, mark), title)
}
