// Leaving: at once, but what still runs would be stopped and what no disk has taken would be lost. That is said first,
// and done on a second q.
import { counted } from '../components/theme/numbers.ts'
import { commandLine } from '../incident/command.ts'
import { notify } from '../store/view-changes.ts'
import type { Hands, Scene } from './scene.ts'

/** As long as the warning is on screen, in milliseconds. */
const leaveWithin = 8000

export function leave(scene: Scene, hands: Hands): void {
  const { view, now } = scene
  const words = wouldBeLost(scene) ?? wouldBeStopped(scene)
  const isWarned = view.notice?.text === words && now - (view.notice?.at ?? 0) < leaveWithin
  if (words === null || isWarned) hands.leave()
  else hands.change(notify(words, 'warn', now))
}

function wouldBeLost({ heldInMemory }: Scene): string | null {
  const { count, short } = heldInMemory ?? { count: 0, short: '' }
  return count === 0 ? null : `${short}: ${counted(count, 'event')} only in memory would be lost. q again leaves anyway`
}

function wouldBeStopped({ state }: Scene): string | null {
  const running = state.commands.filter(run => run.state === 'running').map(run => commandLine(run.spec))
  if (running.length === 0) return null
  const more = running.length > 1 ? ` and ${running.length - 1} more` : ''
  return `${running[0]}${more} still runs: q again stops it and leaves`
}
