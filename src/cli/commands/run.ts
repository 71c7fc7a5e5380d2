// run: a command whose argv, exit code, duration and output end up on the timeline.
import type { Command } from 'commander'
import { runCommand, tailOf } from '../../actions/run-command.ts'
import { command } from '../../incident/command.ts'
import { redact } from '../../incident/redact.ts'
import type { Cli } from '../context.ts'

export function addRun(program: Command, cli: Cli): void {
  program
    .command('run')
    .summary('run a command and keep it on the timeline')
    .description("Runs a command, streams it, keeps it on the timeline, and exits with the command's own code.")
    .option('--incident <id>', 'which incident, where several are open')
    .argument('<command...>', 'the program and its arguments, after --')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui run -- kubectl get pods\n  incident-tui run --incident 0195 -- df -h\n',
    )
    .action(async (argv: string[], options: { incident?: string }) => {
      const incidentId = cli.resolveId(options.incident)
      const session = cli.session(incidentId)
      const runId = cli.newId()
      const shown = command(argv.map(redact), { cwd: process.cwd() })
      cli.dispatch(session, {
        kind: 'runCommand',
        runId,
        spec: shown,
        purpose: { kind: 'adhoc' },
        consent: { kind: 'none' },
      })
      const abort = new AbortController()
      const stop = () => abort.abort()
      process.on('SIGINT', stop)
      process.on('SIGTERM', stop)
      const end = await runCommand(command(argv, { cwd: process.cwd() }), {
        signal: abort.signal,
        onOutput: (chunk, stream) => process[stream].write(chunk),
      })
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
      if (end.outcome === 'failedToStart') cli.say(end.output)
      cli.dispatch(session, {
        kind: 'commandEnded',
        runId,
        exitCode: end.exitCode,
        outcome: end.outcome,
        durationMs: end.durationMs,
        artifact: cli.record.writeArtifact(incidentId, runId, end.output),
        tail: tailOf(end.output),
      })
      process.exitCode =
        end.outcome === 'cancelled' ? 130 : (end.exitCode ?? (end.outcome === 'failedToStart' ? 127 : 1))
    })
}
