// How a drill went, from its events alone.
import type { IncidentState } from '../incident/state.ts'
import { durationsOf } from '../incident/summary.ts'
import { phases, phaseTitle } from '../incident/vocabulary.ts'

export interface ScoreCard {
  readonly scenario: string
  /** Seconds in each phase that was entered. */
  readonly phases: readonly { readonly title: string; readonly seconds: number }[]
  readonly culpritFound: boolean
  readonly cured: boolean
  /** Commands that changed something and were no part of the cure. */
  readonly unneeded: readonly string[]
  readonly mitigateSeconds: number | null
}

export function scoreCard(state: IncidentState, guilty: string): ScoreCard {
  const end = state.moments.closed ?? state.moments.resolved ?? state.lastActivityAt ?? 0
  const hypothesis = state.hypotheses.find(one => one.state === 'confirmed')
  const cure = state.fixes.find(
    fix => fix.state === 'completed' && fix.targets.some(target => guilty.startsWith(target)),
  )
  const unneeded = state.commands.filter(
    run => run.spec.tier !== 'read' && !(run.purpose.kind === 'fix' && run.purpose.fixId === cure?.id),
  )
  return {
    scenario: state.drill?.scenario ?? '',
    phases: phases
      .map(phase => {
        const { spentMs, currentSince } = state.phases[phase]
        const running = currentSince === null ? 0 : Math.max(0, end - currentSince)
        return { title: phaseTitle[phase], seconds: Math.round((spentMs + running) / 1000) }
      })
      .filter((_, index) => state.phases[phases[index] ?? 'triage'].enteredAt !== null),
    culpritFound: hypothesis?.suspectSha === guilty,
    cured: cure !== undefined,
    unneeded: unneeded.map(run => run.spec.argv.join(' ')),
    mitigateSeconds: durationsOf(state).mitigate,
  }
}

export function scoreLines(card: ScoreCard): string[] {
  return [
    `drill ${card.scenario}`,
    ...card.phases.map(({ title, seconds }) => `  ${title.padEnd(12)} ${seconds} s`),
    `  culprit      ${card.culpritFound ? 'found' : 'not found'}`,
    `  cure         ${card.cured ? 'the right one' : 'not the guilty commit'}`,
    `  unneeded     ${card.unneeded.length === 0 ? 'nothing' : card.unneeded.join('; ')}`,
    `  mitigated    ${card.mitigateSeconds === null ? 'n/a' : `${Math.round(card.mitigateSeconds)} s after the start`}`,
  ]
}
