// Which of the three ways is recommended, and why: from the cause, the rehearsal, what failed already, and the past.
import { span } from '../../components/theme/times.ts'
import { ownSignatures } from '../../diagnosis/hypotheses/own-signatures.ts'
import { fixesFor } from '../../diagnosis/hypothesis-tests.ts'
import type { FixState, HypothesisState } from '../../incident/state.ts'
import type { Scene } from '../scene.ts'
import { likelySuspect, rankedHypotheses } from '../suspects.ts'

export const ways = ['revert', 'hotfix', 'mitigate'] as const
export type Way = (typeof ways)[number]
export const letterOf = { revert: 'A', hotfix: 'B', mitigate: 'C' } as const

export interface Recommendation {
  readonly way: Way
  /** Short reasons, the most telling first. */
  readonly why: readonly string[]
}

export function recommendation(scene: Scene): Recommendation {
  const way = recommendedWay(scene)
  return { way, why: [...reasonsFor(way, scene), ...pastReasons(way, scene)] }
}

/** What is under way, else the revert of a suspect, else a mitigation that is set up, else a hotfix. */
export function recommendedWay(scene: Scene): Way {
  const { state, repository, config } = scene
  const open = state.fixes.filter(fix => fix.state !== 'abandoned')
  const failed = (way: Way) => open.some(fix => fix.kind === way && hasFailed(fix))
  const under = open.findLast(fix => fix.state === 'running' && !hasFailed(fix))
  if (under) return under.kind
  const isBlocked = failed('revert') || open.some(fix => fix.kind === 'revert' && fix.rehearsal?.outcome === 'unsafe')
  if (repository !== null && !isBlocked && (likelySuspect(scene) !== null || open.some(fix => fix.kind === 'revert')))
    return 'revert'
  if (config.mitigations.length > 0) return 'mitigate'
  return open.some(fix => fix.kind === 'revert' && fix.rehearsal?.outcome === 'unsafe') && !failed('revert')
    ? 'revert'
    : 'hotfix'
}

function hasFailed(fix: FixState): boolean {
  return fix.state === 'refused' || fix.steps.some(step => step.state === 'failed' && step.kind === 'watch')
}

function reasonsFor(way: Way, scene: Scene): string[] {
  const { state } = scene
  const cause = rankedHypotheses(scene).find(one => one.state !== 'rejected')
  const said = causeWords(cause)
  const fix = state.fixes.findLast(one => one.kind === 'revert' && one.state !== 'abandoned')
  if (way === 'revert') return [said, ...(fix?.rehearsal ? rehearsalReasons(fix) : ['a revert needs no new code'])]
  const advice = cause ? fixesFor(cause, ownSignatures(scene.config)).find(one => one.kind === way)?.why : undefined
  const refused = fix && hasFailed(fix) ? [`A: ${fix.rehearsal?.summary ?? 'did not help'}`] : []
  const unsafe = fix?.rehearsal?.outcome === 'unsafe' ? [`A is not safe: ${fix.rehearsal.summary}`] : []
  return [said, ...(advice ? [advice] : []), ...refused, ...unsafe]
}

function causeWords(cause: HypothesisState | undefined): string {
  if (!cause) return 'no cause is known yet'
  return cause.state === 'confirmed'
    ? `cause confirmed: ${cause.title}`
    : `likely cause: ${cause.title}, ${cause.score} of 100`
}

function rehearsalReasons({ rehearsal }: FixState): string[] {
  const titles = rehearsal?.checks.filter(check => check.ok).map(check => check.title) ?? []
  return [titles[0] ?? '', titles.includes('no migration') ? 'no migration' : ''].filter(Boolean)
}

/** How often this way ended an incident with a cause of this kind before, and how long that took. */
function pastReasons(way: Way, scene: Scene): string[] {
  const cause = rankedHypotheses(scene).find(one => one.state !== 'rejected')
  const kind = cause ? (cause.suspectSha === null ? cause.kind : 'change') : null
  const alike = scene.past.cures.filter(one => kind !== null && one.cause === kind)
  const same = alike.filter(one => one.kind === way)
  if (same.length === 0) return []
  const took = same.flatMap(one => (one.tookMs === null ? [] : [one.tookMs])).sort((a, b) => a - b)
  const median = took[Math.floor((took.length - 1) / 2)]
  const words = median === undefined ? '' : `, in about ${span(median)}`
  return [`ended ${same.length} of ${alike.length} such incidents before${words}`]
}

/** How long a way took before, else a word for its order of magnitude. */
export function usualTime(way: Way, { past }: Scene): string {
  const took = past.cures
    .flatMap(one => (one.kind === way && one.tookMs !== null ? [one.tookMs] : []))
    .sort((a, b) => a - b)
  const median = took[Math.floor((took.length - 1) / 2)]
  if (median !== undefined) return `about ${span(median)}`
  return { revert: 'minutes', hotfix: '20 min or more', mitigate: 'seconds' }[way]
}
