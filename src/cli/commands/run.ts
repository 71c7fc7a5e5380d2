// run: a command whose argv, exit code, duration and output end up on the timeline.
import { hostname } from 'node:os'
import type { Command } from 'commander'
import { runCommand, tailOf } from '../../actions/run-command.ts'
import { command } from '../../incident/command.ts'
import { redact } from '../../incident/redact.ts'
import { type Cli, Told } from '../context.ts'

interface RunOptions {
  readonly incident?: string
  readonly timeout?: string
}

export function addRun(program: Command, cli: Cli): void {
  program
    .command('run')
    .summary('run a command and keep it on the timeline')
    .description("Runs a command, streams it, keeps it on the timeline, and exits with the command's own code.")
    .option('--incident <id>', 'which incident, where several are open')
    .option('--timeout <seconds>', 'stop it after so many seconds: SIGINT, then SIGTERM, then SIGKILL')
    .argument('<command...>', 'the program and its arguments, after --')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui run -- kubectl get pods\n  incident-tui run --incident 0195 -- df -h\n',
    )
    .action(async (argv: string[], options: RunOptions) => {
      const timeoutMs = timeoutOf(options.timeout)
      const incidentId = cli.resolveId(options.incident)
      const session = cli.session(incidentId)
      const runId = cli.newId()
      const spec = command(argv, { cwd: process.cwd(), timeoutMs })
      cli.dispatch(session, {
        kind: 'runCommand',
        runId,
        spec: { ...spec, argv: argv.map(redact) },
        purpose: { kind: 'adhoc' },
        consent: { kind: 'none' },
      })
      const abort = new AbortController()
      const stop = () => abort.abort()
      const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
      for (const signal of stopping) process.on(signal, stop)
      const end = await runCommand(spec, {
        signal: abort.signal,
        // What is piped in is for the command; a terminal stays ours, since it runs in a group of its own.
        stdin: process.stdin.isTTY ? 'ignore' : 'inherit',
        onSpawn: pid => cli.dispatch(session, { kind: 'commandSpawned', runId, pid, host: hostname() }),
        onOutput: (chunk, stream) => process[stream].write(chunk),
      })
      for (const signal of stopping) process.off(signal, stop)
      if (end.outcome === 'failedToStart') cli.say(end.output)
      if (end.outcome === 'timedOut') cli.say(`stopped: it took longer than ${options.timeout} s`)
      const { exitCode, outcome, durationMs, output } = end
      const artifact = cli.record.writeArtifact(incidentId, runId, output)
      cli.dispatch(session, {
        kind: 'commandEnded',
        runId,
        exitCode,
        outcome,
        durationMs,
        artifact,
        tail: tailOf(output),
      })
      process.exitCode = codeOf(end)
    })
}

/** As a shell would give it: 130 stopped by a person, 124 out of time, 127 not found, else its own. */
function codeOf({ outcome, exitCode }: Awaited<ReturnType<typeof runCommand>>): number {
  if (outcome === 'cancelled') return 130
  if (outcome === 'timedOut') return 124
  return exitCode ?? (outcome === 'failedToStart' ? 127 : 1)
}

function timeoutOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const seconds = Number(text)
  if (!(seconds > 0)) throw new Told(`--timeout "${redact(text)}" is no number of seconds`, 2)
  return seconds * 1000
}
