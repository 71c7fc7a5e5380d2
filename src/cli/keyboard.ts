// Where keys come from: the standard input, or the terminal itself where a log is piped in and configured as a source.
import { openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { ReadStream } from 'node:tty'

export interface Keyboard {
  readonly stdin: ReadStream
  /** What is piped into the program, to be followed; null where nothing is. */
  readonly piped: Readable | null
  close(): void
}

/** The usual one. */
export const ownKeyboard: Keyboard = { stdin: process.stdin as ReadStream, piped: null, close: () => undefined }

/** The terminal's own, with the standard input left to be followed; null where there is no terminal. */
export function keyboardBesidePipe(): Keyboard | null {
  try {
    const stdin = new ReadStream(openSync('/dev/tty', 'r'))
    return { stdin, piped: process.stdin, close: () => void stdin.destroy() }
  } catch {
    return null
  }
}
