// A drill without a screen: the timeline as it grows, the post-mortem at the end, and the score card.

import { createEffectRunner } from '../actions/effects.ts'
import { gitEnvironment } from '../drill/repository.ts'
import { respond } from '../drill/responder.ts'
import type { Scenario } from '../drill/scenario.ts'
import { scoreCard, scoreLines } from '../drill/scorecard.ts'
import { drillConfig, drillPlace } from '../drill/settings.ts'
import { toIso } from '../incident/time.ts'
import { postmortemMarkdown } from '../postmortem/markdown.ts'
import { createGate } from '../store/gating.ts'
import { createProposing } from '../store/proposing.ts'
import type { Session } from '../store/session.ts'
import { createWatch } from '../store/watch.ts'
import type { Cli } from './context.ts'
import { beginOutage, type DrillOptions, type Outage } from './drill-outage.ts'
import { rankerFor } from './rank-changes.ts'

/** Plays it to the end; the exit code: 0 closed and cured, 1 not, 130 interrupted. */
export async function playDrill(cli: Cli, scenario: Scenario, { isFast, keep }: DrillOptions): Promise<number> {
  const abort = new AbortController()
  const interrupted = () => abort.abort(new Error('interrupted'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
  let outage: Outage
  try {
    outage = await beginOutage(cli, scenario, { keep, signal: abort.signal })
  } catch (error) {
    if (abort.signal.aborted) return 130
    throw error
  }
  const { world, telemetry } = outage
  const incidentId = cli.newId()
  const place = drillPlace(world)
  const config = drillConfig(world, scenario)
  const effects = createEffectRunner({
    place,
    now: cli.now,
    env: gitEnvironment,
    writeArtifact: (runId, output) => cli.record.writeArtifact(incidentId, runId, output),
  })
  const { now, newId } = cli
  const session = cli.session(incidentId, { runEffect: (effect, answer) => effects.run(effect, answer) })
  const monitorMs = isFast ? 10_000 : 60_000
  const gate = createGate(session, telemetry, () => monitorMs)
  const watch = createWatch(session, telemetry, gate)
  const propose = createProposing(session, telemetry, rankerFor({ config, place }))
  const tick = (at: number) => {
    watch(at)
    if (session.store.getState().state.moments.declared !== null) propose(at)
  }
  const watching = setInterval(() => tick(now()), 1000)
  const stopPrinting = printTimeline(cli, session)
  try {
    await respond({
      session,
      telemetry,
      scenario,
      repo: world.clone,
      monitorMs,
      gate,
      pauseMs: isFast ? 100 : 1500,
      now,
      newId,
      mitigations: config.mitigations,
      say: caption => cli.say(`   ${caption}`),
      signal: abort.signal,
    })
    tick(now()) // What was measured up to the end belongs to the document.
    const { state } = session.store.getState()
    const card = scoreCard(state, { cause: scenario.cause, guilty: world.guilty })
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
    await outage.end()
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
