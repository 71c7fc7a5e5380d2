// Writing to the timeline from any line of text: a time at its beginning says when it happened.
import { clock, clockSeconds, dateOf, span } from '../components/theme/times.ts'
import { entryInWords } from '../incident/entry-in-words.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { Hands, Scene } from './scene.ts'

/** What was understood of a note while it is typed. */
export function noteEcho(text: string, { now }: Pick<Scene, 'now'>): string {
  const { at, endsAt, precision } = entryInWords(text, now)
  if (at === undefined) return ''
  if (precision === 'day') return `some time on ${dateOf(at)}`
  const day = dateOf(at) === dateOf(now) ? '' : `${dateOf(at)}, `
  const until = endsAt === undefined ? '' : ` until ${clock(endsAt)}`
  return `${precision === 'about' ? 'about ' : ''}${day}${clockSeconds(at)}${until} UTC, ${span(Math.max(0, now - at))} ago`
}

export function giveNote(text: string, _: unknown, { now }: Pick<Scene, 'now'>, hands: Hands): string | undefined {
  const entry = entryInWords(text, now)
  if (entry.text === '') return 'the time is read; say what happened then'
  hands.dispatch({ kind: 'addNote', ...entry })
  return undefined
}

export function giveRetraction(
  reason: string,
  { target }: { readonly target: string },
  _: unknown,
  hands: Hands,
): undefined {
  hands.dispatch({ kind: 'retractEntry', target, reason })
}

export function giveZone(zone: string, _: unknown, __: unknown, hands: Hands): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return `${zone} is no zone that is known here: Europe/Berlin, America/New_York, UTC`
  }
  hands.dispatch({ kind: 'setZone', zone })
  return undefined
}

/** `14:30 errors began`, typed where commands are looked for. */
export function spokenEntry(
  line: string,
  now: Instant,
): { words: string; run: (scene: Scene, hands: Hands) => void } | null {
  const entry = entryInWords(cleanText(line), now)
  if (entry.at === undefined) return null
  const when = noteEcho(line, { now })
  if (entry.text === '') return { words: `say what happened, ${when}`, run: () => undefined }
  return {
    words: `add "${entry.text}", ${when}`,
    run: (_, hands) => void hands.dispatch({ kind: 'addNote', ...entry }),
  }
}
