// Runs a command for a subcommand and keeps it on the timeline: argv, exit code, duration, output.
import type { RunAndRecord } from '../actions/postmortem/run-and-record.ts'
import { runCommand, tailOf } from '../actions/run-command.ts'
import { redact } from '../incident/redact.ts'
import type { Session } from '../store/session.ts'
import type { Cli } from './context.ts'

/** What was asked for on the command line is consented to; it is said on stderr before it runs. */
export function recordedRuns(cli: Cli, session: Session): RunAndRecord {
  return async spec => {
    const runId = cli.newId()
    const shown = { ...spec, argv: spec.argv.map(redact) }
    cli.dispatch(session, {
      kind: 'runCommand',
      runId,
      spec: shown,
      purpose: { kind: 'publish' },
      consent: { kind: 'yes' },
    })
    const end = await runCommand(spec)
    cli.dispatch(session, {
      kind: 'commandEnded',
      runId,
      exitCode: end.exitCode,
      outcome: end.outcome,
      durationMs: end.durationMs,
      artifact: cli.record.writeArtifact(session.incidentId, runId, end.output),
      tail: tailOf(end.output),
    })
    return end
  }
}
