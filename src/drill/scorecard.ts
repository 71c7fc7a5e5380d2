// How a drill went, from its events alone.
import type { HypothesisState, IncidentState } from '../incident/state.ts'
import { durationsOf } from '../incident/summary.ts'
import { phases, phaseTitle } from '../incident/vocabulary.ts'
import type { Cause } from './scenario.ts'

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

/** What was true of the outage: its cause, and the commit where one is guilty. */
export interface Truth {
  readonly cause: Cause
  readonly guilty: string | null
}

export function scoreCard(state: IncidentState, truth: Truth): ScoreCard {
  const end = state.moments.closed ?? state.moments.resolved ?? state.lastActivityAt ?? 0
  const hypothesis = state.hypotheses.find(one => one.state === 'confirmed')
  const cure = cureOf(state, truth)
  const unneeded = state.commands.filter(({ spec, purpose }) => {
    const isCure =
      (purpose.kind === 'fix' && purpose.fixId === cure) ||
      (purpose.kind === 'mitigation' && purpose.mitigationId === cure && purpose.direction === 'do')
    return spec.tier !== 'read' && !isCure
  })
  return {
    scenario: state.drill?.scenario ?? '',
    phases: phases
      .map(phase => {
        const { spentMs, currentSince } = state.phases[phase]
        const running = currentSince === null ? 0 : Math.max(0, end - currentSince)
        return { title: phaseTitle[phase], seconds: Math.round((spentMs + running) / 1000) }
      })
      .filter((_, index) => state.phases[phases[index] ?? 'triage'].enteredAt !== null),
    culpritFound: hypothesis !== undefined && isCause(hypothesis, truth),
    cured: cure !== null,
    unneeded: unneeded.map(run => run.spec.argv.join(' ')),
    mitigateSeconds: durationsOf(state).mitigate,
  }
}

/** The fix or mitigation that ended it; null where none did. */
function cureOf(state: IncidentState, { cause, guilty }: Truth): string | null {
  if (cause.kind === 'signal')
    return state.mitigations.find(one => one.undoneAt === null && cause.cures.includes(one.name))?.id ?? null
  const isGuilty = (target: string) => target !== '' && guilty?.startsWith(target) === true
  return state.fixes.find(fix => fix.state === 'completed' && fix.targets.some(isGuilty))?.id ?? null
}

function isCause({ suspectSha, kind }: HypothesisState, { cause, guilty }: Truth): boolean {
  return cause.kind === 'commit' ? suspectSha !== null && suspectSha === guilty : cause.kinds.includes(kind)
}

export function scoreLines(card: ScoreCard): string[] {
  return [
    `drill ${card.scenario}`,
    ...card.phases.map(({ title, seconds }) => `  ${title.padEnd(12)} ${seconds} s`),
    `  culprit      ${card.culpritFound ? 'found' : 'not found'}`,
    `  cure         ${card.cured ? 'the right one' : 'not what ends it'}`,
    `  unneeded     ${card.unneeded.length === 0 ? 'nothing' : card.unneeded.join('; ')}`,
    `  mitigated    ${card.mitigateSeconds === null ? 'n/a' : `${Math.round(card.mitigateSeconds)} s after the start`}`,
  ]
}
