// An incident that was written down becomes one of events, through the same intents as a live one.
// Rule: whoever calls gives ids and carries the intents out; a time that cannot be read stops everything with its place.
import type { IncidentEvent } from '../../incident/events.ts'
import type { Intent } from '../../incident/intents.ts'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import type { SectionId } from '../../incident/vocabulary.ts'
import { isZone } from '../zone.ts'
import type { WrittenIncident, WrittenWhy } from './schema.ts'
import { type WrittenTime, writtenTime } from './times.ts'

type Path = readonly (string | number)[]

/** What is wrong with the file, and where in it. */
export class WrittenMistake extends Error {
  readonly path: Path

  constructor(message: string, path: Path) {
    super(message)
    this.path = path
  }
}

export interface Entering {
  readonly newId: () => string
  /** Carries an intent out; throws where it is refused, naming the place it came from. */
  readonly act: (intent: Intent, path: Path) => readonly IncidentEvent[]
  readonly now: Instant
}

export function enterWritten(written: WrittenIncident, { newId, act, now }: Entering): void {
  const zone = written.zone ?? 'UTC'
  if (!isZone(zone))
    throw new WrittenMistake(`"${cleanText(zone)}" is no zone: use UTC or a name like Europe/Berlin`, ['zone'])
  const read = (text: string, path: Path, day: Instant | null = null): WrittenTime => {
    const found = writtenTime(text, { zone, day })
    if (!found)
      throw new WrittenMistake(
        `"${cleanText(text)}" is no time: use 2025-03-25T14:30Z, 2025-03-25 14:30 or 2025-03-25`,
        path,
      )
    return found
  }
  const moments = momentsOf(written, read)
  const rows = rowsOf(written, read, moments[0]?.time.at ?? null)
  const begun = moments[0]?.time.at ?? rows[0]?.time.at ?? now
  act(
    {
      kind: 'declare',
      incidentId: newId(),
      title: cleanText(written.title),
      symptom: { text: cleanText(written.title), endpoint: null, status: null, startedAt: null, kind: 'other' },
      service: written.service === undefined ? null : cleanText(written.service),
      drill: null,
      severity: null,
      origin: 'import',
      at: begun,
    },
    ['title'],
  )
  if (written.zone) act({ kind: 'setZone', zone }, ['zone'])
  for (const { moment, time, why, path } of moments) {
    const { at, precision } = time
    act({ kind: 'recordMoment', moment, at, why, ...(precision && { precision }) }, path)
  }
  enterSeverities(written, read, { act, at: begun })
  for (const [role, person] of Object.entries(written.roles ?? {}))
    act({ kind: 'takeRole', role: cleanText(role), person: cleanText(person) }, ['roles', role])
  for (const row of rows) enterRow(row, act)
  enterCauses(written, { newId, act, now })
  enterOutcome(written, { newId, act, now })
  act({ kind: 'goToPhase', phase: 'postmortem' }, [])
  if (written.closed) act({ kind: 'close' }, ['closed'])
}

type Read = (text: string, path: Path, day?: Instant | null) => WrittenTime

function momentsOf(written: WrittenIncident, read: Read) {
  return (['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const).flatMap(moment => {
    const value = written[moment]
    if (value === undefined) return []
    const { at, how } = typeof value === 'string' ? { at: value, how: '' } : value
    return [{ moment, time: read(at, [moment]), why: oneLine(how), path: [moment] }]
  })
}

type Row = NonNullable<WrittenIncident['timeline']>[number] & {
  readonly time: WrittenTime
  readonly end: WrittenTime | null
  readonly path: Path
}

function rowsOf(written: WrittenIncident, read: Read, begun: Instant | null): Row[] {
  let day = begun
  return (written.timeline ?? []).map((entry, index) => {
    const path = ['timeline', index]
    const time = read(entry.at, [...path, 'at'], day)
    day = time.at
    return { ...entry, time, end: entry.until === undefined ? null : read(entry.until, [...path, 'until'], day), path }
  })
}

function enterRow({ text, who, key, kind = 'note', ref, time, end, path }: Row, act: Entering['act']): void {
  const { at, precision } = time
  const words = oneLine(text)
  const by = who === undefined ? '' : cleanText(who)
  if (kind === 'alert') {
    const observation = { kind: 'alert_firing', subject: words, text: words, level: 'critical', figures: {} } as const
    act({ kind: 'recordSignal', observation, at }, path)
    return
  }
  if (kind !== 'note' && ref !== undefined) {
    act({ kind: 'recordChange', change: { kind, ref: cleanText(ref), subject: words, author: by }, at }, path)
    return
  }
  const [event] = act(
    {
      kind: 'addNote',
      text: words,
      at,
      ...(end && { endsAt: end.at }),
      ...(precision && { precision }),
      ...(by !== '' && { who: by }),
    },
    path,
  )
  if (key && event) act({ kind: 'keyEntry', target: event.id, key }, path)
}

function enterSeverities(
  { severity, severities }: WrittenIncident,
  read: Read,
  { act, at }: { readonly act: Entering['act']; readonly at: Instant },
): void {
  if (severity !== undefined && severities === undefined)
    act({ kind: 'setSeverity', severity, reason: '', at }, ['severity'])
  for (const [index, one] of (severities ?? []).entries()) {
    const path = ['severities', index]
    const since = read(one.at, [...path, 'at'], at).at
    act({ kind: 'setSeverity', severity: one.severity, reason: cleanText(one.reason ?? ''), at: since }, path)
  }
  if (severity !== undefined && severities !== undefined && severities.at(-1)?.severity !== severity)
    throw new WrittenMistake('severity is another than the last of severities', ['severity'])
}

function enterCauses(written: WrittenIncident, { newId, act }: Entering): void {
  for (const [index, text] of (written.rootCauses ?? []).entries())
    act({ kind: 'setRootCause', text: oneLine(text), also: index > 0 }, ['rootCauses', index])
  for (const text of written.contributingFactors ?? [])
    act({ kind: 'addFactor', text: oneLine(text), factorKind: 'contributing', parent: null }, ['contributingFactors'])
  const below = (whys: readonly WrittenWhy[], parent: string | null): void => {
    for (const { why, because } of whys) {
      const [event] = act({ kind: 'addFactor', text: oneLine(why), factorKind: 'why', parent }, ['whys'])
      below(because ?? [], event?.id ?? null)
    }
  }
  below(written.whys ?? [], null)
  for (const [index, { title, state, reason }] of (written.hypotheses ?? []).entries()) {
    const path = ['hypotheses', index]
    const hypothesisId = newId()
    const proposed = { hypothesisId, hypothesisKind: 'own', title: cleanText(title), suspectSha: null, byRule: false }
    act({ kind: 'proposeHypothesis', ...proposed }, path)
    if (state === 'rejected') act({ kind: 'rejectHypothesis', hypothesisId, reason: cleanText(reason ?? '') }, path)
    if (state === 'confirmed') {
      const rootCause = oneLine(written.rootCauses?.[0] ?? title)
      act({ kind: 'confirmHypothesis', hypothesisId, rootCause, also: true }, path)
    }
  }
}

const sections: readonly SectionId[] = [
  'summary',
  'background',
  'trigger',
  'detection',
  'resolution',
  'wentWell',
  'wentBadly',
  'lucky',
  'lessons',
]

function enterOutcome(written: WrittenIncident, { newId, act }: Entering): void {
  for (const section of sections) {
    const parts = written[section as keyof WrittenIncident] as readonly string[] | undefined
    if (parts) act({ kind: 'writeSection', section, text: listed(parts) }, [section])
  }
  if (written.impact) {
    act({ kind: 'setImpact', text: cleanText(written.impact[0] as string) }, ['impact'])
    if (written.impact.length > 1 || (written.impact[0] as string).includes('\n'))
      act({ kind: 'writeSection', section: 'impact', text: cleanLines(written.impact.join('\n\n')) }, ['impact'])
  }
  for (const [index, { measure, value, unit = '', about, source = '' }] of (written.figures ?? []).entries()) {
    const figure = { measure: cleanText(measure), value, unit: cleanText(unit), source: cleanText(source) }
    act({ kind: 'measureImpact', ...figure, ...(about && { precision: 'about' }) }, ['figures', index])
  }
  for (const [index, one] of (written.evidence ?? []).entries()) {
    const { title, detail = '', source = '' } = one as { title: string; detail?: string; source?: string }
    act(
      {
        kind: 'collectEvidence',
        evidenceId: newId(),
        evidenceKind: 'note',
        title: cleanText(title),
        detail: cleanText(detail),
        source: cleanText(source),
        kept: true,
      },
      ['evidence', index],
    )
  }
  for (const [index, item] of (written.actionItems ?? []).entries())
    enterAction(item, ['actionItems', index], { newId, act })
}

function listed(parts: readonly string[]): string {
  return cleanLines(parts.length === 1 ? (parts[0] as string) : parts.map(part => `- ${part}`).join('\n'))
}

function enterAction(
  item: NonNullable<WrittenIncident['actionItems']>[number],
  path: Path,
  { newId, act }: Pick<Entering, 'newId' | 'act'>,
): void {
  const {
    text,
    kind = 'prevent',
    priority = 'medium',
    owner,
    due,
    link,
    done,
  } = item as Extract<typeof item, { kind?: unknown }>
  const actionId = newId()
  const whose = { owner: owner === undefined ? null : cleanText(owner), due: due ?? null }
  act(
    { kind: 'addActionItem', actionId, text: oneLine(text), itemKind: kind, ...whose, priority, suggestion: null },
    path,
  )
  if (link !== undefined || done)
    act({ kind: 'changeActionItem', actionId, ...(link && { link }), ...(done && { done }) }, path)
}

/** Words of one line; a Markdown link becomes its words and its address, which every format makes a link again. */
function oneLine(text: string): string {
  return cleanText(text.replace(/\[([^\][]+)\]\((https?:\/\/[^\s()]+)\)/g, '$1 ($2)'))
}
