// Copies lines as they came, without frames and columns: to the terminal's clipboard and into a file that is named.
import { counted } from '../../../components/theme/numbers.ts'
import { notify } from '../../../store/view-changes.ts'
import type { HeldEvent } from '../../../telemetry/held-event.ts'
import { copiedWords } from '../../copied.ts'
import type { Hands, Scene } from '../../scene.ts'

export function copyLines(events: readonly HeldEvent[], scene: Scene, hands: Hands): void {
  const lines = events.flatMap(event => [event.text, ...event.rest])
  if (lines.length === 0) return
  const { words, isDone } = copiedWords(hands.copy(`${lines.join('\n')}\n`), counted(lines.length, 'line'))
  hands.change(notify(words, isDone ? 'ok' : 'warn', scene.now))
}
