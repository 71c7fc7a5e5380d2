// The appendix: evidence that was kept and every command with how it ended, each with the label that rows cite.
import { commandLine } from '../../incident/command.ts'
import { spanInWords } from '../../incident/spans.ts'
import type { CommandRun, IncidentState, TimelineRow } from '../../incident/state.ts'
import type { DocumentSection, ListItem } from '../model.ts'
import { clockOf } from '../spans.ts'
import { list, type Making, section } from './section.ts'

export function evidenceSection(making: Making): DocumentSection {
  const { state, people } = making
  const labels = commandLabels(state)
  const evidence: ListItem[] = state.evidence
    .filter(one => one.state === 'kept' && one.kind !== 'command')
    .map(one => ({
      label: one.label ?? '',
      text: people.inWords(`${one.title}${one.detail ? ` (${one.detail})` : ''}${source(one.source)}`),
    }))
  const runs = incidentCommands(state)
  const commands: ListItem[] = runs.map(run => ({
    label: labels.get(run.runId) ?? '',
    code: commandLine(run.spec),
    text: `${clockOf(run.startedAt, runs[0]?.startedAt)} UTC, ${endOf(run)}`,
  }))
  return section(making, {
    id: 'evidence',
    title: 'Evidence and Commands',
    facts: list([...evidence, ...commands]),
    nothing: 'No evidence was kept and no command was run.',
  })
}

/** What was run for the incident; what only brought its document out would change it each time. */
function incidentCommands({ commands }: IncidentState): readonly CommandRun[] {
  return commands.filter(run => run.purpose.kind !== 'publish')
}

/** `E3` where the run was kept as evidence, else `C1`, `C2`… in the order they were run. */
function commandLabels(state: IncidentState): ReadonlyMap<string, string> {
  return new Map(incidentCommands(state).map((run, index) => [run.runId, run.label ?? `C${index + 1}`]))
}

/** The labels that one row cites. */
export function citesOf(state: IncidentState): (row: TimelineRow) => readonly string[] {
  const labels = commandLabels(state)
  const kept = new Map(state.evidence.map(one => [one.id, one.label]))
  return ({ about }) => {
    const label = about === undefined ? null : (labels.get(about) ?? kept.get(about) ?? null)
    return label === null ? [] : [label]
  }
}

/** How a command ended, with its exit code and how long it took. */
function endOf(run: CommandRun): string {
  if (run.state === 'interrupted') return 'interrupted, outcome unknown'
  if (run.state === 'running') return 'still running'
  const took = run.durationMs === null || run.durationMs < 0 ? '' : ` after ${shortSpan(run.durationMs)}`
  const how = { timedOut: 'timed out', failedToStart: 'could not be started', signalled: 'ended by a signal' } as const
  if (run.outcome === 'exited') return `exit ${run.exitCode ?? 'unknown'}${took}`
  if (run.outcome === 'timedOut' || run.outcome === 'failedToStart' || run.outcome === 'signalled')
    return `${how[run.outcome]}${took}`
  return `${run.outcome ?? 'ended'}${took}`
}

function shortSpan(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : spanInWords(ms)
}

function source(name: string): string {
  return name === '' ? '' : `, from ${name}`
}
