// The last lines of the log for the strip under a single pane, newest last.
import type { StripLog } from '../../../components/Strip.tsx'
import { rate } from '../../../components/theme/numbers.ts'
import { clockSeconds } from '../../../components/theme/times.ts'
import type { Scene } from '../../scene.ts'
import { logGroupOf } from './meta.ts'
import { shownText } from './shown-text.ts'

export function stripLogs(scene: Scene, limit: number): StripLog[] {
  const { log, telemetry, found } = scene
  const worst = logGroupOf(scene)
  const errors = telemetry.rates.errorsPerMin
  const count = found.lines.count
  const heads = Array.from({ length: Math.min(limit, count) }, (_, index) => found.lines.at(count - 1 - index) ?? -1)
  return heads.reverse().map((head, position, all) => ({
    time: clockSeconds(log.line(head)?.at ?? scene.now),
    text: shownText(log.text(head)).text,
    ...(position === all.length - 1 && {
      ...(worst?.count && { count: worst.count }),
      ...(errors > 0 && { rate: rate(errors) }),
    }),
  }))
}
