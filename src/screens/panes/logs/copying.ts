// Copies lines as they came, without frames and columns: to the terminal's clipboard and into a file that is named.
import { counted } from '../../../components/theme/numbers.ts'
import { notify } from '../../../store/view-changes.ts'
import type { HeldEvent } from '../../../telemetry/held-event.ts'
import type { Hands, Scene } from '../../scene.ts'

export function copyLines(events: readonly HeldEvent[], scene: Scene, hands: Hands): void {
  const lines = events.flatMap(event => [event.text, ...event.rest])
  if (lines.length === 0) return
  const { clipboard, file } = hands.copy(`${lines.join('\n')}\n`)
  const where = [clipboard ? 'to the clipboard' : '', file === null ? '' : `to ${file}`].filter(Boolean)
  const words =
    where.length > 0
      ? `Copied ${counted(lines.length, 'line')} ${where.join(' and ')}`
      : 'Nothing could be copied: too long for the clipboard, and the file could not be written'
  hands.change(notify(words, where.length > 0 ? 'ok' : 'warn', scene.now))
}
