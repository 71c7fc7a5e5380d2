// A line of the log as evidence: it is marked once, whoever marks it, and keeps its text and its stack trace.
import type { HeldEvent } from '../../../telemetry/held-event.ts'
import type { Hands, Scene } from '../../scene.ts'
import { withShortPaths } from './frames.ts'
import { shownText } from './shown-text.ts'

const longestTitle = 160
const keptFrames = 6

/** `E3` where the line is kept. */
export function evidenceOf(event: HeldEvent, scene: Scene): string | null {
  const id = idOf(event, scene)
  return scene.state.evidence.find(one => one.id === id && one.state === 'kept')?.label ?? null
}

/** The label the next piece that is kept will get. */
export function nextLabel({ state }: Pick<Scene, 'state'>): string {
  const numbers = state.evidence.map(one => Number(one.label?.slice(1) ?? 0))
  return `E${Math.max(0, ...numbers) + 1}`
}

/** Keeps it; marked once more it is dismissed again. */
export function markEvent(event: HeldEvent, scene: Scene, hands: Hands): void {
  const evidenceId = idOf(event, scene)
  const known = scene.state.evidence.find(one => one.id === evidenceId)
  if (known) {
    hands.dispatch({ kind: known.state === 'kept' ? 'dismissEvidence' : 'keepEvidence', evidenceId })
    return
  }
  const { text, fields } = shownText(event.text)
  const rest = event.rest.slice(0, keptFrames).map(line => withShortPaths(line.trim()))
  const named = fields.map(([key, value]) => `${key}=${value}`).join(' ')
  hands.dispatch({
    kind: 'collectEvidence',
    evidenceId,
    evidenceKind: 'log',
    title: (text || named).slice(0, longestTitle),
    detail: [named, ...rest].filter(Boolean).join('\n').slice(0, 1000),
    source: scene.telemetry.sources[event.source]?.name ?? 'logs',
    kept: true,
    at: event.at,
  })
}

function idOf({ index }: HeldEvent, { telemetry }: Pick<Scene, 'telemetry'>): string {
  return `log-${telemetry.startedAt}-${index}`
}
