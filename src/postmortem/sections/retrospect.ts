// What went well, what went badly and where luck helped: drafts read off the events, to be put right by people.
import { phaseBudget } from '../../incident/phases/plan.ts'
import { counted, spanInWords } from '../../incident/spans.ts'
import type { IncidentState } from '../../incident/state.ts'
import { minute } from '../../incident/time.ts'
import { phases, phaseTitle } from '../../incident/vocabulary.ts'
import { confirmedHypothesis } from '../milestones.ts'
import type { DocumentSection } from '../model.ts'
import { between } from '../spans.ts'
import { firstAlarm } from './course.ts'
import { list, type Making, section } from './section.ts'

export function retrospectSections(making: Making): DocumentSection[] {
  const { state, people } = making
  const titles = { wentWell: 'What Went Well', wentBadly: 'What Went Badly', lucky: 'Where We Were Lucky' } as const
  const drafts = { wentWell: wentWell(state), wentBadly: wentBadly(state), lucky: lucky(state) }
  return (['wentWell', 'wentBadly', 'lucky'] as const).map(id =>
    section(making, {
      id,
      title: titles[id],
      writes: id,
      draft: list(drafts[id].map(people.inWords)),
      nothing: 'Not recorded.',
    }),
  )
}

function wentWell(state: IncidentState): string[] {
  const { started, detected, mitigated } = state.moments
  const found = between(started, detected)
  const cause = confirmedHypothesis(state)
  const clean = state.fixes.find(one => one.rehearsal?.outcome === 'clean' && one.state === 'completed')
  const toMitigate = between(detected, mitigated)
  return [
    found !== null && found <= 5 * minute && firstAlarm(state)
      ? `A rule noticed it ${spanInWords(found)} after the start.`
      : '',
    cause && state.hypotheses[0]?.id === cause.id && state.hypotheses.length > 1
      ? 'The first hypothesis was the true one.'
      : '',
    clean ? `The fix was rehearsed before it was put in place, and went through: ${clean.title}.` : '',
    toMitigate !== null && toMitigate > 0 && toMitigate <= 15 * minute
      ? `The impact ended ${spanInWords(toMitigate)} after detection.`
      : '',
  ].filter(text => text !== '')
}

function wentBadly(state: IncidentState): string[] {
  const { started, detected } = state.moments
  const found = between(started, detected)
  const over = phases.filter(phase => {
    const budget = phaseBudget[phase]
    return state.origin !== 'import' && budget !== null && state.phases[phase].spentMs > budget && phase !== 'verify'
  })
  const failed = state.mitigations.filter(one => one.judged?.worked === false)
  const relapses = state.monitor?.relapses ?? 0
  const lost = state.updates.flatMap(one => one.channels).filter(channel => channel.state === 'failed').length
  const interrupted = state.commands.filter(run => run.state === 'interrupted').length
  return [
    found !== null && found > 5 * minute ? `It was noticed only ${spanInWords(found)} after the start.` : '',
    state.moments.declared !== null && state.origin === 'person' && !firstAlarm(state)
      ? 'No rule had noticed it before a person did.'
      : '',
    ...over.map(phase => `${phaseTitle[phase]} took ${spanInWords(state.phases[phase].spentMs)}, over its budget.`),
    ...failed.map(one => `The mitigation ${one.name} did not work.`),
    ...state.fixes.filter(one => one.state === 'abandoned').map(one => `A fix was given up: ${one.title}.`),
    relapses > 0 ? `It came back: ${counted(relapses, 'relapse')} while it was monitored.` : '',
    lost > 0 ? `${counted(lost, 'message')} could not be delivered.` : '',
    interrupted > 0 ? `${counted(interrupted, 'command')} ended without a known outcome.` : '',
  ].filter(text => text !== '')
}

function lucky(state: IncidentState): string[] {
  if (state.origin === 'import') return []
  const { declared } = state.moments
  const later = state.observations.find(one => one.level === 'critical' && declared !== null && one.at > declared)
  const ahead = later && declared !== null ? between(declared, later.at) : null
  return ahead !== null && ahead >= minute && !firstAlarm(state)
    ? [`A person happened to notice it ${spanInWords(ahead)} before the first rule did.`]
    : []
}
