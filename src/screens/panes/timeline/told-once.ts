// What several events tell together is one row of the pane: a command and the evidence it became, a step of a fix and
// its command, a cause and its confirmation. Rule: only the pane joins them; the record and the document keep every event.
import { plainCommandLine } from '../../../incident/command.ts'
import type { CommandRun, IncidentState, TimelineRow } from '../../../incident/state.ts'

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
  return kept.map(row => {
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
