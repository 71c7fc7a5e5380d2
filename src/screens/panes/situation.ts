// The one worst fact, in the order of precedence: an answer to the last key, danger in progress, banners, what fails now,
// what was decided. Rule: it says what is so now; what has stopped is past.
import { type Segment, segment, segmentsOf, wordsWidth } from '../../components/rows/row.ts'
import { cutEnd, textWidth } from '../../components/rows/text.ts'
import type { SituationProps } from '../../components/SituationLine.tsx'
import { latency, percent, rate } from '../../components/theme/numbers.ts'
import { clock, clockSeconds, running, span } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import { missingToClose } from '../../incident/phases/plan.ts'
import type { IncidentState } from '../../incident/state.ts'
import type { HealthTarget } from '../../telemetry/types.ts'
import { failingShare } from '../drafts.ts'
import type { Scene } from '../scene.ts'
import { bannersOf, shortCommand } from './banners.ts'

type Situation = Omit<SituationProps, 'width'>

/** How long an answer to a key stays, in milliseconds. */
const noticeFor = 8000
/** Without a new error for that long the errors have stopped, whatever the last minute counted. */
const quietAfter = 15_000

export function situationOf(scene: Scene): Situation {
  return (
    notice(scene) ??
    dangerInProgress(scene) ??
    banner(scene) ??
    worstSignal(scene) ??
    readOnly(scene) ??
    standing(scene)
  )
}

function notice({ view, now }: Scene): Situation | null {
  if (!view.notice || now - view.notice.at > noticeFor) return null
  const { text, tone } = view.notice
  return { state: tone === 'critical' ? 'failing' : tone === 'plain' ? 'calm' : tone, words: text }
}

/** What changes production at this moment comes before what fails; what fails stands behind it. */
function dangerInProgress(scene: Scene): Situation | null {
  const run = scene.state.commands.find(one => one.state === 'running' && one.spec.tier === 'danger')
  if (!run) return null
  const line = cutEnd(shortCommand(commandLine(run.spec)), 50)
  const words = [segment(`${line} is running, ${running(scene.now - run.startedAt)}`, 'strong'), ...behind(scene)]
  return { state: 'danger', words, moves: [{ key: 'o', label: 'output' }] }
}

/** A source that is lost does not hide what the others say. */
function banner(scene: Scene): Situation | null {
  const [top] = bannersOf(scene)
  if (!top) return null
  const isLost = top.id.startsWith('lost:')
  return { state: 'warn', words: isLost ? [segment(top.words), ...behind(scene)] : top.words, moves: top.moves }
}

function behind(scene: Scene): Segment[] {
  const worst = worstSignal(scene)
  return worst?.state === 'failing' ? [segment(' · '), ...segmentsOf(worst.words)] : []
}

function readOnly(scene: Scene): Situation | null {
  if (scene.replay) return { state: 'calm', words: replayWords(scene.replay) }
  if (!scene.readOnly) return null
  return { state: 'calm', words: 'Read-only. You can look; nothing is run or changed. Asked for by --read-only' }
}

function replayWords({ question }: NonNullable<Scene['replay']>): string {
  return question === null
    ? 'A replay: nothing is recorded or run, and what lies ahead is not shown yet.'
    : `Before you see what was decided: ${question.text}`
}

function worstSignal(scene: Scene): Situation | null {
  const { telemetry } = scene
  const failing = telemetry.health.filter(target => target.state === 'failing')
  const worst = failing[0]
  if (worst) return { state: 'failing', words: [...targetWords(worst, scene), ...others(failing.length - 1)] }
  const errors = errorWords(scene)
  if (errors) return errors
  const metric = telemetry.metrics.find(one => one.state === 'bad')
  if (metric)
    return { state: 'failing', words: [bad(`${metric.name} ${metric.value}`), segment(`, bad is ${metric.bad}`)] }
  const dependency = telemetry.dependencies.find(one => one.state === 'down' || one.state === 'degraded')
  if (dependency) return { state: 'warn', words: `${dependency.name} reports: ${dependency.summary}` }
  const slow = telemetry.health.find(target => target.state === 'slow')
  return slow ? { state: 'warn', words: `${slow.name} answers slowly${slowly(slow)}` } : null
}

/** What the last seconds say counts: errors that stopped or fall are past, whatever the last minute counted. */
function errorWords({ telemetry, now }: Scene): Situation | null {
  const { errorsPerMin, errorsNowPerMin, lastErrorAt, usualErrorsPerMin: usual } = telemetry.rates
  if (errorsPerMin < 5 || (usual !== null && errorsPerMin <= 3 * usual)) return null
  const quietMs = lastErrorAt === null ? 0 : now - lastErrorAt
  if (quietMs > quietAfter) return null
  const minute = segment(`, ${rate(errorsPerMin)} in the last minute`)
  if (errorsNowPerMin === 0)
    return { state: 'warn', words: [segment(`no error in the logs for ${span(quietMs)}`), minute] }
  if (errorsNowPerMin < errorsPerMin / 2)
    return { state: 'warn', words: [segment(`errors in the logs are falling: ${rate(errorsNowPerMin)} now`), minute] }
  const was = usual === null ? '' : `, usually ${rate(usual)}`
  return { state: 'failing', words: [bad(`${rate(errorsPerMin)} errors`), segment(` in the logs${was}`)] }
}

function slowly({ latencyMs }: HealthTarget): string {
  return latencyMs === null ? '' : `: ${latency(latencyMs)}`
}

function targetWords(target: HealthTarget, scene: Scene) {
  const { state, requests } = scene
  const share = failingShare(scene)
  const since = state.moments.started ?? target.downSince
  const what = requests.failed > 0 ? 'of requests fail' : 'of probes fail'
  const said = [
    bad(`${target.name} ${target.answer}`),
    segment(state.symptom?.endpoint ? ` on ${state.symptom.endpoint}` : ''),
    ...(share !== null && share > 0 && share < 1 ? [segment(' · '), bad(percent(share)), segment(` ${what}`)] : []),
    segment(since === null ? '' : ` · since ${clock(since)}`),
  ].filter(part => part.text !== '')
  const room = scene.layout.screen.width - 3 - wordsWidth(said)
  return [...said, ...causeWords(state, room)]
}

/** In full, else only that it is known: half a cause says the wrong thing. */
function causeWords({ rootCause }: IncidentState, room: number): Segment[] {
  if (!rootCause) return []
  const forms = [` · cause: ${rootCause.text}`, ' · cause known']
  return forms
    .filter(form => textWidth(form) <= room)
    .slice(0, 1)
    .map(form => segment(form))
}

function others(count: number) {
  return count > 0 ? [segment(` · ${count} more failing`)] : []
}

/** Nothing fails as far as is seen: what is known of the incident itself. */
function standing({ state, telemetry }: Scene): Situation {
  const { started, declared, mitigated, resolved, closed } = state.moments
  const on = state.mitigations.filter(one => one.undoneAt === null)
  const measures = on.length > 0 ? `mitigation on: ${on.map(one => one.name).join(', ')}` : 'no mitigation on'
  if (closed !== null) return { state: 'ok', words: 'Closed. Nothing is left to do.' }
  if (resolved !== null) {
    const began = started ?? declared
    const took = began === null ? '' : ` · ${span(resolved - began)} from ${started === null ? 'declaring' : 'onset'}`
    const missing = missingToClose(state)
    const left = on.length > 0 ? measures : missing.length > 0 ? `to close: ${missing.join('; ')}` : 'ready to close'
    return { state: on.length > 0 ? 'warn' : 'ok', words: `resolved ${clock(resolved)}${took} · ${left}` }
  }
  const watched = telemetry.health.length + telemetry.sources.length
  const since = mitigated ?? calmSince(state)
  if (since !== null && watched > 0) {
    const words = `nothing watched is failing since ${clockSeconds(since)} · ${measures}`
    return { state: on.length > 0 ? 'warn' : 'ok', words }
  }
  if (mitigated !== null)
    return { state: 'ok', words: `No longer affecting users since ${clock(mitigated)} · ${measures}` }
  if (on.length > 0) return { state: 'warn', words: `Mitigation on: ${on.map(one => one.name).join(', ')}` }
  const said = state.impact ?? `${state.title}${started === null ? '' : ` · since ${clock(started)}`}`
  const seen = watched === 0 ? 'no health target or log is watched' : 'nothing watched is failing'
  return { state: 'warn', words: `${said} · ${seen}` }
}

/** When the service itself came back, as the signals saw it; null where it has not, or was never seen to fail. */
function calmSince({ observations }: IncidentState): number | null {
  const last = observations.findLast(one => /^(health|error_rate|latency)_/.test(one.kind))
  return last && /_(up|back)$/.test(last.kind) ? last.at : null
}

function bad(text: string) {
  return segment(text, 'criticalStrong')
}
