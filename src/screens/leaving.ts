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
  const warning = wouldBeLost(scene) ?? wouldBeStopped(scene)
  // What would be lost may have grown since: the same warning with another count is the same warning.
  const isWarned =
    warning !== null && view.notice?.text.endsWith(warning.again) === true && now - view.notice.at < leaveWithin
  if (warning === null || isWarned) hands.leave()
  else hands.change(notify(`${warning.what} ${warning.again}`, 'warn', now))
}

interface Warning {
  readonly what: string
  /** What a second q does. */
  readonly again: string
}

function wouldBeLost({ heldInMemory }: Scene): Warning | null {
  const { count, short } = heldInMemory ?? { count: 0, short: '' }
  if (count === 0) return null
  return { what: `${short}: ${counted(count, 'event')} only in memory would be lost.`, again: 'q again leaves anyway' }
}

function wouldBeStopped({ state }: Scene): Warning | null {
  const running = state.commands.filter(run => run.state === 'running').map(run => commandLine(run.spec))
  if (running.length === 0) return null
  const more = running.length > 1 ? ` and ${running.length - 1} more` : ''
  return { what: `${running[0]}${more} still runs:`, again: 'q again stops it and leaves' }
}
