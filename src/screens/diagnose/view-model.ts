// Diagnose: ranked causes with their reasons, what fails in the logs, and the evidence.
import { type ErrorGroupItem, errorGroupRows } from '../../components/ErrorGroupList.ts'
import { type EvidenceItem, evidenceLine, evidenceRows } from '../../components/EvidenceList.ts'
import { type HypothesisItem, type HypothesisReason, hypothesisRows } from '../../components/HypothesisList.ts'
import { type Row, stack } from '../../components/rows/row.ts'
import { counted, thousands } from '../../components/theme/numbers.ts'
import { clock } from '../../components/theme/times.ts'
import { windowAround } from '../../components/window.ts'
import type { HypothesisState } from '../../incident/state.ts'
import { ownFrameOf } from '../../telemetry/group-frame.ts'
import { isRequestTitle } from '../../telemetry/requests.ts'
import { isNewGroup } from '../groups.ts'
import type { Scene } from '../scene.ts'
import { rankedHypotheses } from '../suspects.ts'
import { chosenEvidence, chosenHypothesis, sortedEvidence } from './items.ts'

export function diagnoseMeta({ state }: Scene): string {
  const rejected = state.hypotheses.filter(one => one.state === 'rejected').length
  return `${counted(state.hypotheses.length, 'hypothesis', 'hypotheses')}, ${rejected} rejected`
}

/** Causes get half of the height at least; the evidence shrinks to one row where rows are few. */
export function diagnoseRows(scene: Scene, { width, height }: { width: number; height: number }): Row[] {
  const isTall = height >= 20
  const groups = groupItems(scene).slice(0, isTall ? 4 : 2)
  const evidence = evidenceItems(scene)
  const hypotheses = hypothesisRows({
    items: hypothesisItems(scene),
    width,
    heading: isTall,
    maxReasons: isTall ? 4 : 3,
  })
  const errors = errorGroupRows({ items: groups, width, details: isTall, unseen: unseenBecause(scene) })
  if (!isTall && chosenEvidence(scene) === null) {
    const room = Math.max(4, height - errors.length - 3)
    return stack(hypotheses.slice(0, room), errors, [evidenceLine(evidence, width)])
  }
  const [head, ...pieces] = evidenceRows(evidence, width)
  const at = Math.max(
    0,
    evidence.findIndex(item => item.selected),
  )
  const above = stack(hypotheses.slice(0, Math.max(4, Math.floor(height / 2))), isTall ? errors : [])
  const room = Math.max(3, height - above.length - 2)
  return stack(above, [...(head ? [head] : []), ...windowAround(pieces, at, room).items])
}

function hypothesisItems(scene: Scene): HypothesisItem[] {
  const chosen = chosenHypothesis(scene)
  const ranked = rankedHypotheses(scene)
  return ranked.map((one, index) => {
    const isTesting = scene.state.commands.some(
      run => run.state === 'running' && run.purpose.kind === 'test' && run.purpose.hypothesisId === one.id,
    )
    const moved = movement(one)
    const reasons = one.reasons
      .filter(reason => moved.length === 0 || reason.text !== one.movedBy)
      .sort((a, b) => b.points - a.points)
    const against = reasons.some(reason => reason.points < 0)
    return {
      id: one.id,
      rank: index + 1,
      title: one.title,
      score: Math.round(Math.max(0, Math.min(100, one.score))),
      state: isTesting ? 'testing' : one.state,
      reasons: [
        ...moved,
        ...(one.rejectedWhy ? [{ sign: '−' as const, words: one.rejectedWhy }] : []),
        ...reasons.map(reason => ({ sign: reason.points >= 0 ? ('+' as const) : ('−' as const), words: reason.text })),
        ...(one.byPerson && reasons.length === 0
          ? [{ sign: '+' as const, words: 'proposed by a person, not scored', quiet: true }]
          : []),
        ...(!one.rejectedWhy && !against
          ? [{ sign: '−' as const, words: 'nothing recorded speaks against it', quiet: true }]
          : []),
      ],
      selected: one === chosen,
    }
  })
}

/** `▲ 22 → 61: 14 times in the logs: too many clients`. */
function movement({ previousScore, score, movedBy, state }: HypothesisState): HypothesisReason[] {
  if (state !== 'open' || previousScore === null || Math.round(previousScore) === Math.round(score)) return []
  const words = `${Math.round(previousScore)} → ${Math.round(score)}${movedBy === null ? '' : `: ${movedBy}`}`
  return [{ sign: score > previousScore ? '▲' : '▼', words }]
}

function groupItems({ telemetry, state, log }: Scene): ErrorGroupItem[] {
  return [...telemetry.groups]
    .sort(
      (a, b) =>
        Number(isNewGroup(b, state)) - Number(isNewGroup(a, state)) ||
        Number(isRequestTitle(a.title)) - Number(isRequestTitle(b.title)) ||
        b.count - a.count,
    )
    .map(group => {
      const isNew = isNewGroup(group, state)
      const frame = group.number === undefined ? null : ownFrameOf(log, group.number)
      return {
        id: group.id,
        state: isNew ? ('failing' as const) : ('warn' as const),
        template: group.title,
        count: thousands(group.count),
        first: clock(group.firstAt),
        last: clock(group.lastAt),
        tag: isNew ? 'new' : 'known',
        ...(frame !== null && { detail: frame }),
      }
    })
}

function evidenceItems(scene: Scene): EvidenceItem[] {
  const chosen = chosenEvidence(scene)
  return sortedEvidence(scene).map(one => ({
    id: one.id,
    state: one.state === 'unsorted' ? 'toSort' : one.state,
    ...(one.label !== null && { label: one.label }),
    words: one.detail ? `${one.title}, ${one.detail}` : one.title,
    meta: one.state === 'unsorted' ? 'keep or dismiss' : one.state === 'kept' ? `kept, ${one.source}` : 'dismissed',
    selected: one === chosen,
  }))
}

/** Why no error can be seen at all, so that none seen is not taken for all well. */
function unseenBecause({ replay, telemetry }: Scene): string | undefined {
  if (replay) return 'errors are no part of a replay'
  return telemetry.sources.length === 0 ? 'no log is watched' : undefined
}
