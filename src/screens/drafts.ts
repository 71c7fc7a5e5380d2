// What the program would say if it were asked: severity and impact from the words and the signals. Drafts, never facts.
import { percent } from '../components/theme/numbers.ts'
import { clock } from '../components/theme/times.ts'
import { draftSeverity, type SeverityDraft } from '../incident/severity-draft.ts'
import { minute } from '../incident/time.ts'
import { impactDraft } from '../telemetry/requests.ts'
import { figuresOver } from '../telemetry/statistics.ts'
import type { Scene } from './scene.ts'

/** The share of requests that fail, 0 to 1: from access logs, else from the probes; null where nothing is watched. */
export function failingShare({ requests, telemetry, now }: Scene): number | null {
  if (requests.share !== null && requests.failed > 0) return requests.share
  const worst = telemetry.health.filter(target => target.state === 'failing')[0]
  return worst ? figuresOver(worst.history, 5 * minute, now).errorShare : requests.share
}

/** What the words and the signals together suggest; null where nothing was said. */
export function severityDraftOf(scene: Scene): SeverityDraft | null {
  const { state, telemetry } = scene
  if (!state.symptom) return null
  const targetsDown = telemetry.health.filter(target => target.state === 'failing').length
  return draftSeverity(state.symptom, {
    failingShare: failingShare(scene),
    targets: telemetry.health.length,
    targetsDown,
  })
}

/** A sentence on who is affected and how. */
export function impactDraftOf(scene: Scene): string {
  const { state, requests } = scene
  const since = state.moments.started === null ? '' : ` since ${clock(state.moments.started)} UTC`
  const seen = impactDraft(requests)
  if (seen !== null) return seen + since
  const { endpoint = null, status = null, kind = 'other' } = state.symptom ?? {}
  const named = endpoint ?? state.service
  const share = failingShare(scene)
  const often = share !== null && share > 0 ? ` for about ${percent(share)} of requests` : ''
  // The words of the person say what is wrong; only a place is missing a verb.
  if (named === null && kind !== 'login')
    return `${state.title}${kind === 'errors' || kind === 'slow' ? often : ''}${since}`
  const what = named ?? state.title
  const words: Record<NonNullable<typeof state.symptom>['kind'], string> = {
    errors: `${what} returns ${status ?? 'errors'}${often}`,
    slow: `${what} is slow${often}`,
    down: `${what} is down`,
    login: endpoint === null ? `People cannot log in (${state.title})` : `${what} fails to log people in${often}`,
    data: `${what} shows wrong data`,
    other: state.title,
  }
  return words[kind] + since
}
