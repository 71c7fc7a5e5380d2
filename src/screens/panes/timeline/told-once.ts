// What several events tell together is one row of the pane: a command and the evidence it became, a step of a fix and
// its command, a cause and its confirmation. Rule: only the pane joins them; the record and the document keep every event.
import { plainCommandLine } from '../../../incident/command.ts'
import type { CommandRun, IncidentState, TimelineRow } from '../../../incident/state.ts'
import { minute } from '../../../incident/time.ts'
import { essence } from './duplicates.ts'

type Told = Pick<IncidentState, 'timeline' | 'commands'>

/** Two rows this close can be of one act. */
const together = 5_000

export function toldOnce({ timeline, commands }: Told): TimelineRow[] {
  const running = new Set(commands.filter(run => run.state === 'running').map(startOf))
  const runs = new Set(commands.map(run => run.runId))
  const labels = new Map(timeline.flatMap(row => (isEvidence(row) && row.about ? [[row.about, row.meta]] : [])))
  const kept = timeline.filter(row => {
    if (row.type === 'command.started') return running.has(`${row.at} ${row.text}`)
    if (row.original || row.key || row.joined) return true
    if (isEvidence(row)) return row.about === undefined || !runs.has(row.about)
    if (row.type === 'fix.step') return !isToldByCommand(row, commands)
    if (row.type === 'hypothesis.confirmed') return !isToldByCause(row, timeline)
    return true
  })
  return withGroupsCounted(withoutFlapping(kept)).map(row => {
    const label = row.about !== undefined && row.type.startsWith('command.') ? labels.get(row.about) : undefined
    return label ? { ...row, meta: label } : row
  })
}

function isEvidence({ type }: TimelineRow): boolean {
  return type === 'evidence.collected' || type === 'evidence.kept'
}

function startOf({ startedAt, spec }: CommandRun): string {
  return `${startedAt} run ${plainCommandLine(spec)}`
}

/** "push done" says no more than "git push … exit 0" above it; a step with something to say stays. */
function isToldByCommand({ text, at, tone }: TimelineRow, commands: readonly CommandRun[]): boolean {
  const step = / done$/.test(text) && tone === 'ok' ? text.replace(/ done$/, '') : null
  return commands.some(
    ({ purpose, outcome, exitCode, startedAt, durationMs }) =>
      purpose.kind === 'fix' &&
      purpose.step === step &&
      outcome === 'exited' &&
      exitCode === 0 &&
      Math.abs(at - startedAt - (durationMs ?? 0)) < together,
  )
}

/** The cause that was set with it says what was confirmed, in the words the person left standing. */
function isToldByCause({ at }: TimelineRow, timeline: readonly TimelineRow[]): boolean {
  return timeline.some(row => row.type === 'rootcause.set' && Math.abs(row.at - at) < together)
}

/** The same limit crossed again this soon is the same trouble going on. */
const flapping = 10 * minute

/** A host that goes over a limit and back, over and over, is one row: when it began, until when, how often. */
function withoutFlapping(rows: readonly TimelineRow[]): TimelineRow[] {
  const kept: TimelineRow[] = []
  const spells = new Map<string, { at: number; times: number; until: number | null; first: TimelineRow }>()
  for (const row of rows) {
    const back = row.type === 'signal.observed' ? /^host .+? back: (.*)$/s.exec(row.text)?.[1] : undefined
    const name = essence({ text: back ?? row.text })
    const spell = spells.get(name)
    if (back !== undefined && spell) spell.until = row.at
    else if (spell && spell.until !== null && row.at - spell.until < flapping) {
      spell.times++
      spell.until = null
    } else {
      if (row.type === 'signal.observed' && back === undefined)
        spells.set(name, { at: kept.length, times: 1, until: null, first: row })
      kept.push(row)
    }
  }
  for (const { at, times, until, first } of spells.values()) {
    const text = times > 1 ? `${first.text} ×${times}` : first.text
    kept[at] = { ...first, text, ...(until !== null && { endsAt: until }) }
  }
  return kept
}

/** Groups that begin with the same words within a minute are mostly one failure with other names in it. */
const alikeWithin = minute
const alikeLetters = 30

function withGroupsCounted(rows: readonly TimelineRow[]): TimelineRow[] {
  const kept: TimelineRow[] = []
  const seen = new Map<string, { at: number; count: number; first: TimelineRow; words: string }>()
  for (const row of rows) {
    const words = row.type === 'signal.observed' ? /^new error group: (.*)$/s.exec(row.text)?.[1] : undefined
    const name = words?.slice(0, alikeLetters)
    const earlier = name === undefined ? undefined : seen.get(name)
    if (earlier && row.at - earlier.first.at < alikeWithin) {
      earlier.count++
      continue
    }
    if (name !== undefined) seen.set(name, { at: kept.length, count: 1, first: row, words: words ?? '' })
    kept.push(row)
  }
  for (const { at, count, first, words } of seen.values())
    if (count > 1) kept[at] = { ...first, text: `${count} new error groups: ${words}` }
  return kept
}
