// Suspects of a repository: read what landed, rank it, then read the lines of the best and rank again.
import { rankSuspects } from '../../diagnosis/suspects/rank.ts'
import { framesOf, type TraceFrame } from '../../diagnosis/suspects/trace.ts'
import type { SuspectRanking } from '../../diagnosis/suspects/types.ts'
import type { Instant } from '../../incident/time.ts'
import { blameFrames } from './blame.ts'
import { readChangedText } from './changed-text.ts'
import { GitTrouble } from './git.ts'
import { type LandedHistory, readHistory } from './history.ts'
import { type Deploy, wentLive } from './went-live.ts'

export interface SuspectSearch {
  readonly repo: string
  readonly ref?: string | undefined
  readonly onsetAt: Instant
  readonly windowMs: number
  readonly symptomText: string
  readonly frames?: readonly TraceFrame[]
  /** What was put live and when, where that is known. */
  readonly deploys?: readonly Deploy[]
  /** Read the changed lines too: a second or less for the candidates that are worth it. */
  readonly withDiffs: boolean
}

export interface FoundSuspects {
  readonly ranking: SuspectRanking
  readonly history: LandedHistory
}

/** The second look is for this many: past it a change shares no word and is old. */
const secondLook = 200
const secondLookMs = 5000

/** Throws GitTrouble where the repository or the ref cannot be read; a failing second look is only noted. */
export async function findSuspects(search: SuspectSearch): Promise<FoundSuspects> {
  const { repo, onsetAt, symptomText } = search
  const read = await readHistory(repo, { ref: search.ref, since: onsetAt - search.windowMs })
  const frames = [...(search.frames ?? []), ...framesOf(symptomText)]
  const changes = read.changes.filter(change => change.at <= onsetAt)
  const newest = changes[0]
  if (!newest) return { ranking: rankSuspects({ changes, symptomText, onsetAt }), history: read }
  const { writers, paths } = await blameFrames(repo, newest.sha, frames)
  const live = await wentLive(repo, changes, { deploys: search.deploys ?? [], onsetAt })
  const blamed = changes.map(change => {
    const [wroteFrame, liveAt] = [writers.get(change.sha), live.get(change.sha)]
    return { ...change, ...(wroteFrame && { wroteFrame }), ...(liveAt !== undefined && { liveAt }) }
  })
  const query = { symptomText, onsetAt, blamedPaths: paths, ...(search.frames ? { frames: search.frames } : {}) }
  const first = rankSuspects({ ...query, changes: blamed })
  if (!search.withDiffs || symptomText === '') return { ranking: first, history: read }
  try {
    const best = first.suspects.slice(0, secondLook).map(suspect => suspect.sha)
    const texts = await readChangedText(repo, best, { timeoutMs: secondLookMs })
    const looked = blamed.map(change => {
      const changedText = texts.get(change.sha)
      return changedText === undefined ? change : { ...change, changedText }
    })
    return { ranking: rankSuspects({ ...query, changes: looked }), history: read }
  } catch (error) {
    if (!(error instanceof GitTrouble)) throw error
    const missing = [...read.missing, `changed lines were not compared: ${error.message}`]
    return { ranking: first, history: { ...read, missing } }
  }
}
