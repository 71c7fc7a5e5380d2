// The one worst fact, in the order of precedence: an answer to the last key, record trouble, what fails now, what was decided.

import { segment } from '../../components/rows/row.ts'
import type { SituationProps } from '../../components/SituationLine.tsx'
import { percent, rate } from '../../components/theme/numbers.ts'
import { clock } from '../../components/theme/times.ts'
import type { HealthTarget } from '../../telemetry/types.ts'
import { failingShare } from '../drafts.ts'
import type { Scene } from '../scene.ts'

type Situation = Omit<SituationProps, 'width'>

/** How long an answer to a key stays, in milliseconds. */
const noticeFor = 8000

export function situationOf(scene: Scene): Situation {
  return notice(scene) ?? recordTrouble(scene) ?? worstSignal(scene) ?? standing(scene)
}

function notice({ view, now }: Scene): Situation | null {
  if (!view.notice || now - view.notice.at > noticeFor) return null
  const { text, tone } = view.notice
  return { state: tone === 'critical' ? 'failing' : tone === 'plain' ? 'calm' : tone, words: text }
}

function recordTrouble({ recordTrouble: trouble }: Scene): Situation | null {
  return trouble === null ? null : { state: 'warn', words: `Working in memory: ${trouble}` }
}

function worstSignal(scene: Scene): Situation | null {
  const { telemetry } = scene
  const failing = telemetry.health.filter(target => target.state === 'failing')
  const worst = failing[0]
  if (worst) return { state: 'failing', words: [...targetWords(worst, scene), ...others(failing.length - 1)] }
  const { errorsPerMin, usualErrorsPerMin: usual } = telemetry.rates
  if (errorsPerMin >= 5 && (usual === null || errorsPerMin > 3 * usual)) {
    const was = usual === null ? '' : `, usually ${rate(usual)}`
    return { state: 'failing', words: [bad(`${rate(errorsPerMin)} errors`), segment(` in the logs${was}`)] }
  }
  const dependency = telemetry.dependencies.find(one => one.state === 'down' || one.state === 'degraded')
  if (dependency) return { state: 'warn', words: `${dependency.name} reports: ${dependency.summary}` }
  const slow = telemetry.health.find(target => target.state === 'slow' || target.state === 'stale')
  if (slow)
    return {
      state: 'warn',
      words: `${slow.name} ${slow.state === 'slow' ? 'answers slowly' : 'no longer answers the probe'}`,
    }
  return null
}

function targetWords(target: HealthTarget, scene: Scene) {
  const { state, requests } = scene
  const share = failingShare(scene)
  const since = state.moments.started ?? target.downSince
  const what = requests.failed > 0 ? 'of requests fail' : 'of probes fail'
  return [
    bad(`${target.name} ${target.answer}`),
    segment(state.symptom?.endpoint ? ` on ${state.symptom.endpoint}` : ''),
    ...(share !== null && share > 0 && share < 1 ? [segment(' · '), bad(percent(share)), segment(` ${what}`)] : []),
    segment(since === null ? '' : ` · since ${clock(since)}`),
    segment(state.rootCause ? ` · cause: ${state.rootCause.text}` : ''),
  ].filter(part => part.text !== '')
}

function others(count: number) {
  return count > 0 ? [segment(` · ${count} more failing`)] : []
}

/** Nothing fails as far as is seen: what is known of the incident itself. */
function standing({ state, telemetry }: Scene): Situation {
  const on = state.mitigations.filter(one => one.undoneAt === null)
  if (state.moments.closed !== null) return { state: 'ok', words: 'Closed. Nothing is left to do.' }
  if (on.length > 0) return { state: 'warn', words: `Mitigation on: ${on.map(one => one.name).join(', ')}` }
  if (state.moments.resolved !== null) return { state: 'ok', words: `Resolved at ${clock(state.moments.resolved)}` }
  if (state.moments.mitigated !== null)
    return { state: 'ok', words: `No longer affecting users since ${clock(state.moments.mitigated)}` }
  const since = state.moments.started === null ? '' : ` · since ${clock(state.moments.started)}`
  const said = state.impact ?? `${state.title}${since}`
  const watched = telemetry.health.length + telemetry.sources.length
  const seen = watched === 0 ? 'no health target or log is watched' : 'nothing watched is failing'
  return { state: state.moments.mitigated === null ? 'warn' : 'ok', words: `${said} · ${seen}` }
}

function bad(text: string) {
  return segment(text, 'criticalStrong')
}
