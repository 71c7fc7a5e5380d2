// A drill taken by a person: the practice outage in the cockpit, and the score card at the end.
import { gitEnvironment } from '../drill/repository.ts'
import type { Scenario } from '../drill/scenario.ts'
import { scoreCard, scoreLines } from '../drill/scorecard.ts'
import { drillConfig, drillPlace } from '../drill/settings.ts'
import { fold } from '../incident/fold/fold.ts'
import { openCockpit } from './cockpit.ts'
import type { Cli } from './context.ts'
import { beginOutage, type DrillOptions, type Outage } from './drill-outage.ts'
import type { ScreenOptions } from './screen-options.ts'

const second = 1000

/** The cockpit's exit code: 0 left, 130 interrupted. */
export async function takeDrill(
  cli: Cli,
  scenario: Scenario,
  { isFast, keep, screen }: DrillOptions & { readonly screen: ScreenOptions },
): Promise<number> {
  const abort = new AbortController()
  const interrupted = () => abort.abort(new Error('interrupted'))
  process.on('SIGINT', interrupted)
  let outage: Outage
  try {
    outage = await beginOutage(cli, scenario, { keep, signal: abort.signal })
  } catch (error) {
    if (abort.signal.aborted) return 130
    throw error
  } finally {
    process.off('SIGINT', interrupted)
  }
  const { world, telemetry } = outage
  const before = new Set(cli.record.ids())
  try {
    await firstFailure(outage, cli)
    const code = await openCockpit(cli, {
      ...screen,
      words: `${scenario.symptom} since ${new Date(downSince(outage, cli)).toISOString()}`,
      surroundings: {
        config: drillConfig(world, scenario),
        cwd: world.clone,
        place: drillPlace(world),
        env: gitEnvironment,
        monitorMs: (isFast ? 10 : 60) * second,
        drill: { scenario: scenario.name },
        telemetry,
      },
    })
    const taken = cli.record.ids().find(id => !before.has(id))
    if (taken) {
      const card = scoreCard(fold(cli.record.read(taken).events), { cause: scenario.cause, guilty: world.guilty })
      for (const line of scoreLines(card)) cli.print(line)
    }
    return code
  } finally {
    await outage.end()
  }
}

/** The page comes when the first probe fails, as it would. */
async function firstFailure(outage: Outage, cli: Cli): Promise<void> {
  const deadline = cli.now() + 30 * second
  while (cli.now() < deadline && failing(outage, cli).length === 0)
    await new Promise(resolve => setTimeout(resolve, 100))
}

function failing({ telemetry }: Outage, cli: Cli) {
  return telemetry.snapshot(cli.now()).health.filter(target => target.downSince !== null)
}

function downSince(outage: Outage, cli: Cli): number {
  return Math.min(cli.now(), ...failing(outage, cli).map(target => target.downSince ?? cli.now()))
}
