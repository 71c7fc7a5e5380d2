// Search in the log: what is typed is looked for at once, the matches are gone through with n and N.
import { changeLog, notify } from '../../../store/view-changes.ts'
import { readMatch } from '../../../telemetry/text-match.ts'
import type { Hands, Scene } from '../../scene.ts'
import { cursorPosition } from './cursor.ts'
import { moveTo } from './moves.ts'

/** What is wrong with a search, in words; nothing where it can be looked for. */
export function wrongWith(search: string): string | undefined {
  const read = readMatch(search)
  return search !== '' && 'wrong' in read ? read.wrong : undefined
}

export function isSearching({ view }: Pick<Scene, 'view'>): boolean {
  return view.log.search !== ''
}

export function endSearch(hands: Hands): void {
  hands.change(changeLog({ search: '' }))
}

/** To the match at the cursor or the nearest one before it; where there is none before, to the first after it. */
export function goToNearest(scene: Scene, hands: Hands): void {
  const { hits, lines } = scene.found
  if (!hits || hits.count === 0) return
  const head = lines.at(cursorPosition(scene)) ?? Number.POSITIVE_INFINITY
  goTo(Math.max(0, hits.positionAtOrBefore(head)), scene, hands)
}

/** The next match (newer) or the one before (older); past an end it goes on at the other one, and says so. */
export function goToMatch(by: 1 | -1, scene: Scene, hands: Hands): void {
  const { hits, lines } = scene.found
  if (!hits || hits.count === 0) {
    const words = hits && !hits.isComplete ? 'still searching' : 'no match in what is held'
    hands.change(notify(words, 'plain', scene.now))
    return
  }
  const head = lines.at(cursorPosition(scene)) ?? -1
  const at = hits.positionAtOrBefore(head)
  const isOnMatch = at >= 0 && hits.at(at) === head
  const next = by === 1 ? at + 1 : isOnMatch ? at - 1 : at
  const round = (next + hits.count) % hits.count
  if (round !== next)
    hands.change(
      notify(
        by === 1 ? 'past the newest match: on at the oldest' : 'past the oldest match: on at the newest',
        'plain',
        scene.now,
      ),
    )
  goTo(round, scene, hands)
}

function goTo(match: number, scene: Scene, hands: Hands): void {
  const head = scene.found.hits?.at(match)
  if (head === undefined) return
  hands.change(moveTo(scene, scene.found.lines.positionAtOrBefore(head)))
}
