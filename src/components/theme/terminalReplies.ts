// What a terminal answers when it is asked: its background (OSC 11), where the cursor is (CSI 6n), who it is (DA1).
// Rule: an answer is never typed; whatever in the text is not one is handed back untouched.
import type { Background } from './tokens.ts'

export interface TerminalReplies {
  /** From OSC 11. */
  readonly background: Background | null
  /** Columns of the cursor, in the order they were asked. */
  readonly cursorColumns: readonly number[]
  /** DA1 came: every answer that would come has come before it. */
  readonly isComplete: boolean
  /** The text without the answers: what a person typed meanwhile. */
  readonly rest: string
}

const osc11 = /\x1b\]11;rgba?:([0-9a-f]{1,4})\/([0-9a-f]{1,4})\/([0-9a-f]{1,4})(?:\/[0-9a-f]{1,4})?(?:\x07|\x1b\\)/gi
const cursorPosition = /\x1b\[\d+;(\d+)R/g
const deviceAttributes = /\x1b\[\?[\d;]*c/g

/** Finds the answers in what was read from the terminal so far. */
export function readReplies(text: string): TerminalReplies {
  const colour = [...text.matchAll(osc11)].at(-1)
  const cursorColumns = [...text.matchAll(cursorPosition)].map(found => Number(found[1]))
  const rest = text.replace(osc11, '').replace(cursorPosition, '').replace(deviceAttributes, '')
  return {
    background: colour ? backgroundOf([colour[1] ?? '', colour[2] ?? '', colour[3] ?? '']) : null,
    cursorColumns,
    isComplete: rest.length < text.length && new RegExp(deviceAttributes.source).test(text),
    rest,
  }
}

/** Dark or light by perceived brightness; parts are hexadecimal of any length. */
function backgroundOf(parts: readonly string[]): Background {
  const [red = 0, green = 0, blue = 0] = parts.map(part => Number.parseInt(part, 16) / (16 ** part.length - 1))
  return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 ? 'light' : 'dark'
}
