// Putting a banner off: for a while, or for good. What was raised on the record is put off on the record.
import { putOffBanner } from '../store/view-changes.ts'
import type { Command } from './command.ts'
import { type Banner, bannersOf } from './panes/banners.ts'
import type { Hands, Scene } from './scene.ts'

export const puttingOff: readonly Command[] = [
  {
    id: 'put-off',
    keys: ['L'],
    shown: 'L',
    label: 'later',
    help: 'put the banner off',
    group: 'everywhere',
    quiet: true,
    enabled: hasBanner,
    run: (scene, hands) => putOff(scene, hands, top => top.laterMs),
  },
  {
    id: 'stop-reminding',
    keys: ['alt-l'],
    shown: 'Alt-L',
    label: 'stop reminding',
    help: 'put the banner off for good',
    group: 'everywhere',
    quiet: true,
    enabled: hasBanner,
    run: (scene, hands) => putOff(scene, hands, () => null),
  },
]

function hasBanner(scene: Scene): true | string {
  return bannersOf(scene).length > 0 ? true : 'needs a banner on the situation line'
}

function putOff(scene: Scene, hands: Hands, howLong: (banner: Banner) => number | null): void {
  const [top] = bannersOf(scene)
  if (!top) return
  const ms = howLong(top)
  const until = ms === null ? null : scene.now + ms
  if (top.isRaised) hands.dispatch({ kind: 'snoozeEscalation', escalationId: top.id, until })
  else hands.change(putOffBanner(top.id, until ?? Number.POSITIVE_INFINITY))
}
