// A believable history as data: what each commit changed, and how long before the drill it was made.
import { minute } from '../incident/time.ts'

export interface Edit {
  readonly path: string
  /** The whole new file, or one piece of text replaced by another that has to be there once. */
  readonly content?: string
  readonly replace?: readonly [from: string, to: string]
}

export interface HistoryCommit {
  readonly subject: string
  readonly author: readonly [name: string, address: string]
  readonly agoMs: number
  /** Empty for the first commit, which is the repository's folder as it lies. */
  readonly edits: readonly Edit[]
}

/** The text after an edit. Throws where the piece to be replaced is missing or there twice. */
export function edited(text: string, edit: Edit): string {
  if (edit.content !== undefined) return edit.content
  const [from, to] = edit.replace ?? ['', '']
  if (text.split(from).length !== 2) throw new Error(`${edit.path}: the text to replace is not there exactly once`)
  return text.replace(from, () => to)
}

export const minutes = (count: number): number => count * minute
