// What entering a written incident needs of its caller, and what is said where the file is wrong.
import type { IncidentEvent } from '../../incident/events.ts'
import type { Intent } from '../../incident/intents.ts'
import type { Instant } from '../../incident/time.ts'
import type { WrittenTime } from './times.ts'

export type Path = readonly (string | number)[]

/** What is wrong with the file, and where in it. */
export class WrittenMistake extends Error {
  readonly path: Path

  constructor(message: string, path: Path) {
    super(message)
    this.path = path
  }
}

export interface Entering {
  readonly newId: () => string
  /** Carries an intent out; throws where it is refused, naming the place it came from. */
  readonly act: (intent: Intent, path: Path) => readonly IncidentEvent[]
  readonly now: Instant
}

/** Reads a time of the file; `zone` is that of the row, else of the whole. Throws WrittenMistake. */
export type Read = (
  text: string,
  path: Path,
  about?: { readonly day?: Instant | null; readonly zone?: string | undefined },
) => WrittenTime
