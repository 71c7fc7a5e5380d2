// The keys of a replay: they come before all others, and Enter goes on by one event.
import { speeds } from '../../store/replay.ts'
import { emptyField } from '../../store/view.ts'
import { pushOverlay } from '../../store/view-changes.ts'
import type { Command, NextAction } from '../command.ts'
import type { Hands, Scene } from '../scene.ts'

const inReplay = ({ replay }: Scene): true | string => (replay ? true : 'this is no replay')

export const replaying: readonly Command[] = [
  {
    id: 'replay-play',
    keys: ['space'],
    shown: 'Space',
    label: 'play, pause',
    help: 'play or pause the replay',
    group: 'here',
    enabled: inReplay,
    run: (_, hands) => hands.replay?.togglePlaying(),
  },
  {
    id: 'replay-step',
    keys: ['right', 'left'],
    shown: '←→',
    label: 'one event',
    help: 'one event back or on',
    group: 'here',
    enabled: inReplay,
    run: (_, hands, key) => hands.replay?.step(key === 'left' ? -1 : 1),
  },
  {
    id: 'replay-speed',
    keys: ['+', '-', '='],
    shown: '+ -',
    label: 'speed',
    help: 'faster or slower',
    group: 'here',
    enabled: inReplay,
    run: ({ replay }, hands, key) => {
      const at = speeds.findIndex(speed => speed >= (replay?.speed ?? 1))
      const next = speeds[Math.max(0, Math.min(speeds.length - 1, at + (key === '-' ? -1 : 1)))]
      if (next !== undefined) hands.replay?.setSpeed(next)
    },
  },
]

/** What Enter does: answers the open question, else goes on by one event. */
export function replayNext({ replay }: Scene): NextAction {
  if (!replay) return { action: 'nothing', ready: false }
  const meta = `event ${replay.position} of ${replay.total}, ${replay.playing ? 'playing' : 'paused'}, × ${replay.speed}`
  if (replay.question)
    return { action: `decide: ${replay.question.text}`, detail: 'then see what was decided', meta, run: openGuess }
  if (replay.position === replay.total)
    return { action: 'the end; leave with q, or play again with Space', ready: false, meta }
  return { action: 'go on by one event', meta, run: (_, hands) => hands.replay?.step(1) }
}

function openGuess(_: Scene, hands: Hands): void {
  hands.change(pushOverlay({ kind: 'prompt', purpose: { kind: 'guess' }, field: emptyField, error: null }))
}
