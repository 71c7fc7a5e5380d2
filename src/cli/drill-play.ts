// A drill without a screen: the timeline as it grows, the post-mortem at the end, and the score card.
import { createEffectRunner } from '../actions/effects.ts'
import { gitEnvironment } from '../drill/repository.ts'
import { type RankedSuspect, respond } from '../drill/responder.ts'
import type { Scenario } from '../drill/scenarios/bad-deploy.ts'
import { scoreCard, scoreLines } from '../drill/scorecard.ts'
import { drillConfig, drillPlace } from '../drill/settings.ts'
import { startWorld } from '../drill/world.ts'
import type { IncidentState } from '../incident/state.ts'
import { hour, toIso } from '../incident/time.ts'
import { postmortemMarkdown } from '../postmortem/markdown.ts'
import { findSuspects } from '../signals/git/suspects.ts'
import { startObservatory } from '../signals/observatory.ts'
import { createSession, type Session } from '../store/session.ts'
import { createWatch } from '../store/watch.ts'
import { errorTraces } from '../telemetry/error-traces.ts'
import { Telemetry } from '../telemetry/hub.ts'
import type { Cli } from './context.ts'

interface PlayOptions {
  readonly isFast: boolean
  readonly keep: boolean
}

/** Plays it to the end; the exit code: 0 closed and cured, 1 not, 130 interrupted. */
export async function playDrill(cli: Cli, scenario: Scenario, { isFast, keep }: PlayOptions): Promise<number> {
  const abort = new AbortController()
  const interrupted = () => abort.abort(new Error('interrupted'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
  cli.say(`drill ${scenario.name}: building the service and its history`)
  const world = await startWorld(scenario, { now: cli.now() })
  const telemetry = new Telemetry({ startedAt: cli.now() })
  const config = drillConfig(world, scenario.service)
  const observatory = startObservatory({ config, telemetry, now: cli.now, cwd: world.clone })
  const incidentId = cli.newId()
  const effects = createEffectRunner({
    place: drillPlace(world),
    now: cli.now,
    env: gitEnvironment,
    writeArtifact: (runId, output) => cli.record.writeArtifact(incidentId, runId, output),
  })
  const { record, identity, actor, now, newId } = cli
  const session = createSession({
    record,
    incidentId,
    identity,
    actor,
    readOnly: false,
    now,
    newId,
    runEffect: (effect, answer) => effects.run(effect, answer),
  })
  const tick = createWatch(session, telemetry)
  const watching = setInterval(() => tick(now()), 1000)
  const stopPrinting = printTimeline(cli, session)
  try {
    await settle(isFast ? 6000 : 20_000, abort.signal)
    cli.say('deploying the three newest commits')
    await world.breakIt()
    await respond({
      session,
      telemetry,
      scenario,
      repo: world.clone,
      monitorMs: isFast ? 10_000 : 60_000,
      pauseMs: isFast ? 100 : 1500,
      now,
      newId,
      rankSuspects: suspectsOf(world.clone, telemetry),
      say: caption => cli.say(`   ${caption}`),
      signal: abort.signal,
    })
    const { state } = session.store.getState()
    const card = scoreCard(state, world.guilty)
    cli.print(`\n${postmortemMarkdown(state)}`)
    for (const line of scoreLines(card)) cli.print(line)
    return card.cured && card.culpritFound ? 0 : 1
  } catch (error) {
    cli.say(error instanceof Error ? error.message : String(error))
    return abort.signal.aborted ? 130 : 1
  } finally {
    clearInterval(watching)
    stopPrinting()
    await effects.stop()
    await observatory.stop()
    await world.end({ keep })
    if (keep) cli.say(`kept: ${world.root} (origin.git, clone, logs, deploys.jsonl)`)
  }
}

/** Ranks what landed in the day before the start, by the words of the incident and of the newest error traces. */
function suspectsOf(repo: string, telemetry: Telemetry) {
  return async ({ title, moments }: IncidentState): Promise<readonly RankedSuspect[]> => {
    const onsetAt = moments.started ?? Date.now()
    const symptomText = [title, ...errorTraces(telemetry.log, 5)].join('\n')
    const search = { repo, ref: 'origin/main', onsetAt, windowMs: 24 * hour, symptomText, withDiffs: true }
    return (await findSuspects(search)).ranking.suspects
  }
}

/** Prints rows as they are recorded, each once. */
function printTimeline(cli: Cli, session: Session): () => void {
  const printed = new Set<string>()
  return session.store.subscribe(({ state }) => {
    for (const row of state.timeline) {
      if (printed.has(row.id)) continue
      printed.add(row.id)
      cli.print(`${toIso(row.at).slice(11, 19)}  ${row.text}`)
    }
  })
}

function settle(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
