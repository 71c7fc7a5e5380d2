// What is measured as evidence: the value as it was, and when.
import { latency, thousands } from '../../../components/theme/numbers.ts'
import type { EventOf } from '../../../incident/events.ts'
import type { Instant } from '../../../incident/time.ts'
import type { HealthTarget, HostSnapshot, MetricSeries } from '../../../telemetry/types.ts'
import type { Hands, Scene } from '../../scene.ts'

interface Piece {
  readonly id: string
  readonly kind: EventOf<'evidence.collected'>['kind']
  readonly title: string
  readonly detail: string
  readonly source: string
  readonly at: Instant
}

export function answerAsEvidence(target: HealthTarget): Piece | null {
  const { name, answer, latencyMs, reason, lastAt } = target
  if (lastAt === null) return null
  const title = `${name} answered ${answer}${latencyMs === null ? '' : ` in ${latency(latencyMs)}`}`
  return {
    id: `health-${name}-${lastAt}`,
    kind: 'health',
    title,
    detail: [target.target, reason ?? ''].filter(Boolean).join(': '),
    source: 'probe',
    at: lastAt,
  }
}

export function metricAsEvidence(series: MetricSeries, now: Instant): Piece | null {
  const { name, value, bad, query } = series
  if (value === null) return null
  const at = series.points.at(-1)?.at ?? now
  const title = `${name} is ${thousands(Number(value.toPrecision(4)))}${bad === null ? '' : `, bad is ${bad}`}`
  return { id: `metric-${name}-${at}`, kind: 'metric', title, detail: query, source: 'metrics', at }
}

export function figureAsEvidence(host: HostSnapshot, words: string): Piece {
  return { id: `host-${words}-${host.at}`, kind: 'host', title: words, detail: host.name, source: 'host', at: host.at }
}

/** Keeps it; what is kept already is let go again. */
export function keepPiece({ id, kind, title, detail, source, at }: Piece, { state }: Scene, hands: Hands): void {
  const known = state.evidence.find(one => one.id === id)
  if (known) hands.dispatch({ kind: known.state === 'kept' ? 'dismissEvidence' : 'keepEvidence', evidenceId: id })
  else
    hands.dispatch({
      kind: 'collectEvidence',
      evidenceId: id,
      evidenceKind: kind,
      title,
      detail,
      source,
      kept: true,
      at,
    })
}

/** `E3` where it is kept. */
export function labelOf(piece: Piece | null, { state }: Pick<Scene, 'state'>): string | null {
  return state.evidence.find(one => one.id === piece?.id && one.state === 'kept')?.label ?? null
}
