// check: everything configured is asked once; 0 all well, 1 not.
import type { Command } from 'commander'
import { toIso } from '../../incident/time.ts'
import type { CheckOutcome } from '../../signals/check-once.ts'
import { configOption, loadFor, tellProblems } from '../configuration.ts'
import { type Cli, Told } from '../context.ts'

export function addCheck(program: Command, cli: Cli): void {
  program
    .command('check')
    .summary('ask everything configured once')
    .description('Probes everything configured once. Exits with 0 when all is well, with 1 when not.')
    .option('--json', 'as JSON')
    .option(...configOption)
    .addHelpText('before', 'Examples:\n  incident-tui check\n  incident-tui check --json\n')
    .action(async (options: { json?: boolean; config?: string }, command: Command) => {
      const loaded = await loadFor(process.cwd(), options.config ?? command.optsWithGlobals().config)
      await tellProblems(cli, loaded)
      const { config, base, untrusted, problems } = loaded
      const { askable, checkOnce } = await import('../../signals/check-once.ts')
      if (askable(config) === 0 && !untrusted && problems.length === 0)
        throw new Told('nothing to check: no configuration names anything to ask. See incident-tui config schema', 2)
      const at = cli.now()
      const outcome = await checkOnce(config, { now: cli.now, cwd: base })
      const isWhole = untrusted === null && problems.length === 0
      const ok = isWhole && outcome.targets.length > 0 && outcome.targets.every(({ result }) => result.ok)
      if (options.json) cli.printJson(jsonOf(outcome, { ok, at: toIso(at) }))
      else for (const line of linesOf(outcome)) cli.print(line)
      process.exitCode = ok ? 0 : 1
    })
}

function jsonOf({ targets, warnings }: CheckOutcome, head: { readonly ok: boolean; readonly at: string }): object {
  return {
    ...head,
    targets: targets.map(({ name, kind, target, result }) => {
      const tls = result.tls && { ...result.tls, validTo: toIso(result.tls.validTo) }
      return { name, kind, target, ...result, at: toIso(result.at), tls }
    }),
    warnings,
  }
}

function linesOf({ targets, warnings }: CheckOutcome): string[] {
  const width = Math.max(4, ...targets.map(({ name }) => name.length))
  const rows = targets.map(({ name, target, result }) => {
    const state = result.ok ? (result.slow ? 'slow' : 'ok  ') : 'FAIL'
    const took = result.latencyMs === null ? '' : `${Math.round(result.latencyMs)} ms`
    const why = result.reason ?? (result.redirect ? `redirects to ${result.redirect}` : '')
    return `${state}  ${name.padEnd(width)}  ${result.answer.padEnd(8)} ${took.padStart(8)}  ${why || target}`.trimEnd()
  })
  return [...rows, ...warnings.map(words => `warn  ${'host'.padEnd(width)}  ${words}`)]
}
