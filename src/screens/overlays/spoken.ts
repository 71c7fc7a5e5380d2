// What the palette understands beside the names of commands: `note TEXT`, `severity P0`, `run CMD`.
import { cleanText } from '../../incident/redact.ts'
import type { Instant } from '../../incident/time.ts'
import { type Severity, severities } from '../../incident/vocabulary.ts'
import { runTyped } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { spokenEntry } from '../writing.ts'

export interface Spoken {
  /** What Enter will do. */
  readonly words: string
  readonly run: (scene: Scene, hands: Hands) => void
}

export function spokenCommand(line: string, now: Instant): Spoken | null {
  const entry = spokenEntry(line, now)
  if (entry) return entry
  const [, verb = '', rest = ''] = /^\s*(note|severity|run)\s+(.+)$/is.exec(line) ?? []
  const text = rest.trim()
  if (verb.toLowerCase() === 'note') {
    return {
      words: 'add this note to the timeline',
      run: (_, hands) => void hands.dispatch({ kind: 'addNote', text: cleanText(text) }),
    }
  }
  if (verb.toLowerCase() === 'run')
    return { words: `run ${text}`, run: (scene, hands) => void runTyped(text, scene, hands) }
  const severity = severities.find(one => one === text.toUpperCase())
  return severity ? { words: `set ${severity}`, run: (_, hands) => setSeverity(severity, hands) } : null
}

function setSeverity(severity: Severity, hands: Hands): void {
  hands.dispatch({ kind: 'setSeverity', severity, reason: '' })
}
