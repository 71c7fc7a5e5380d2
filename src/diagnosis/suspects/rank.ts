// Ranks the changes of a window by how likely each caused the incident. Every score is the sum of the reasons shown.
import type { Reason } from '../../incident/events.ts'
import { durationInWords } from '../../incident/spans.ts'
import { changedWords } from './changed-lines.ts'
import { changeKinds, takenBack } from './kinds.ts'
import { namedFiles } from './named-files.ts'
import { sharesOf } from './probability.ts'
import { changedLineReasons, fileReasons, platformReasons, timeReasons, wordReasons } from './reasons.ts'
import type { Suspect, SuspectQuery, SuspectRanking } from './types.ts'
import { windowOf } from './window.ts'

/** From this probability on the first suspect is called clear. */
const clearFrom = 0.45

export function rankSuspects(query: SuspectQuery): SuspectRanking {
  const window = windowOf(query)
  const named = namedFiles(window, query.frames ?? [], query.blamedPaths)
  const changed = changedWords(window)
  const hasDiffs = changed !== null
  const platformsOf = platformReasons(window)
  const taken = takenBack(window.candidates.map(candidate => candidate.change))
  const judged = window.candidates.map(candidate => {
    const { change } = candidate
    const evidence = change.isFirst
      ? []
      : [
          ...wordReasons(candidate, window, hasDiffs),
          ...fileReasons(candidate, named, hasDiffs),
          ...changedLineReasons(candidate, changed),
          ...platformsOf(candidate),
        ]
    const kinds = changeKinds
      .filter(kind => kind.isOf(change))
      .map((kind): Reason => ({ text: kind.sentence, points: kind.points }))
    if (change.isFirst) kinds.push({ text: 'began the repository: nothing was before it', points: -15 })
    const undone = taken.get(change)
    if (undone) {
      const earlier = durationInWords(query.onsetAt - undone.at)
      kinds.push({ text: `was already reverted, ${earlier} before the onset`, points: -15 })
    }
    const reasons = [...timeReasons(candidate, window), ...evidence, ...kinds].map(rounded)
    return { change, reasons, score: rounded({ points: sum(reasons) }).points, hasEvidence: evidence.length > 0 }
  })
  judged.sort((a, b) => b.score - a.score || b.change.at - a.change.at)
  const { p, none } = sharesOf(judged.map(one => one.score))
  const suspects = judged.map(({ change: { sha, subject, author, at, paths }, score, reasons }, index): Suspect => {
    return { sha, subject, author, at, paths, score, p: p[index] as number, reasons }
  })
  const share = p[0] ?? 0
  const clear = judged[0]?.hasEvidence === true && share >= clearFrom
  const speaks = judged.some(one => one.hasEvidence)
  return { suspects, none, clear, verdict: verdictOf(suspects[0], { clear, speaks, share }) }
}

function verdictOf(
  first: Suspect | undefined,
  { clear, speaks, share }: { readonly clear: boolean; readonly speaks: boolean; readonly share: number },
): string {
  if (!first) return 'no change in the window'
  if (!speaks) return 'no clear suspect: no change speaks of this, they are ordered by time only'
  const named = `${first.sha.slice(0, 7)} ${first.subject}`
  if (clear) return `${share >= 0.75 ? 'likely' : 'probably'} ${named}`
  return share >= 0.25 ? `no clear suspect; possibly ${named}` : 'no clear suspect: none stands out'
}

/** To a tenth, so that what is shown adds up to the score that is shown. */
function rounded<T extends { readonly points: number }>(one: T): T {
  return { ...one, points: Math.round(one.points * 10) / 10 + 0 }
}

function sum(reasons: readonly Reason[]): number {
  return reasons.reduce((total, reason) => total + reason.points, 0)
}
