// Text being typed: letters and a caret between them, changed by named keys. Pure; the screen keeps the value.
// Rule: one press moves or removes one grapheme, whatever it is made of. (ink-text-input splits emoji, so it is not used.)
import { lettersOf } from './rows/text.ts'

export interface TextDraft {
  readonly text: string
  /** Position in graphemes, 0 to the number of them. */
  readonly caret: number
}

export function draftOf(text: string): TextDraft {
  return { text, caret: lettersOf(text).length }
}

/** The draft after the key, or null where the key is not one of a text field's. `lines` allows line breaks (Ctrl-J). */
export function typeKey(draft: TextDraft, key: string, { lines = false }: { lines?: boolean } = {}): TextDraft | null {
  const edit = edits[key]
  if (edit) return edit(draft)
  if (lines && key === 'ctrl-j') return insertText(draft, '\n', { lines })
  if (lines && (key === 'up' || key === 'down')) return moveLine(draft, key === 'up' ? -1 : 1)
  const typed = key === 'space' ? ' ' : lettersOf(key).length === 1 ? key : null
  return typed === null ? null : insertText(draft, typed, { lines })
}

/** The draft with text put in at the caret, as pasted: line breaks become spaces where the field has one line. */
export function insertText(draft: TextDraft, text: string, { lines = false }: { lines?: boolean } = {}): TextDraft {
  const kept = lines ? text.replace(/\r\n?/g, '\n') : text.replace(/[\r\n]+/g, ' ')
  const clean = kept.replace(lines ? /[\x00-\x09\x0b-\x1f\x7f-\x9f]/g : /[\x00-\x1f\x7f-\x9f]/g, '')
  const letters = lettersOf(draft.text)
  const before = letters.slice(0, draft.caret).join('') + clean
  return { text: before + letters.slice(draft.caret).join(''), caret: lettersOf(before).length }
}

const edits: Readonly<Record<string, (draft: TextDraft) => TextDraft>> = {
  backspace: draft => remove(draft, draft.caret - 1, draft.caret),
  delete: draft => remove(draft, draft.caret, draft.caret + 1),
  left: draft => moved(draft, draft.caret - 1),
  right: draft => moved(draft, draft.caret + 1),
  home: draft => moved(draft, lineStart(draft)),
  end: draft => moved(draft, lineEnd(draft)),
  'ctrl-a': draft => moved(draft, lineStart(draft)),
  'ctrl-e': draft => moved(draft, lineEnd(draft)),
  'alt-b': draft => moved(draft, wordStart(draft)),
  'alt-f': draft => moved(draft, wordEnd(draft)),
  'ctrl-w': draft => remove(draft, wordStart(draft), draft.caret),
  'ctrl-u': draft => remove(draft, lineStart(draft), draft.caret),
  'ctrl-k': draft => remove(draft, draft.caret, lineEnd(draft)),
}

function remove({ text }: TextDraft, from: number, to: number): TextDraft {
  const letters = lettersOf(text)
  const start = Math.max(0, from)
  return { text: [...letters.slice(0, start), ...letters.slice(Math.max(start, to))].join(''), caret: start }
}

function moved(draft: TextDraft, caret: number): TextDraft {
  return { ...draft, caret: Math.min(lettersOf(draft.text).length, Math.max(0, caret)) }
}

function lineStart({ text, caret }: TextDraft): number {
  return lettersOf(text).slice(0, caret).lastIndexOf('\n') + 1
}

function lineEnd({ text, caret }: TextDraft): number {
  const letters = lettersOf(text)
  const at = letters.indexOf('\n', caret)
  return at < 0 ? letters.length : at
}

function wordStart({ text, caret }: TextDraft): number {
  const letters = lettersOf(text)
  let at = caret
  while (at > 0 && /\s/.test(letters[at - 1] ?? '')) at--
  while (at > 0 && !/\s/.test(letters[at - 1] ?? '')) at--
  return at
}

function wordEnd({ text, caret }: TextDraft): number {
  const letters = lettersOf(text)
  let at = caret
  while (at < letters.length && /\s/.test(letters[at] ?? '')) at++
  while (at < letters.length && !/\s/.test(letters[at] ?? '')) at++
  return at
}

function moveLine(draft: TextDraft, by: -1 | 1): TextDraft {
  const column = draft.caret - lineStart(draft)
  const edge = by < 0 ? lineStart(draft) - 1 : lineEnd(draft) + 1
  if (edge < 0 || edge > lettersOf(draft.text).length) return draft
  const there = { ...draft, caret: edge }
  return moved(there, Math.min(lineStart(there) + column, lineEnd(there)))
}
