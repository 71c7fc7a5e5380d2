// Turns what Ink hands over into named keys. Bursts arrive joined ("jjj"), so text is split by grapheme here and
// nowhere else; a name is what the command tables use: `enter`, `shift-tab`, `ctrl-p`, `j`, `é`.
import type { Key } from 'ink'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// The terminal's answer about its background, when it comes after Ink has started: Ink hands it over as if typed.
const lateAnswer = /^11;rgba?:[\da-f/]+\x07?$/i

const controlNames: Record<string, string> = {
  '\r': 'enter',
  '\r\n': 'enter',
  '\n': 'ctrl-j',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x1b': 'esc',
  ' ': 'space',
}

/** The keys of one input call, in the order they were pressed. */
export function decodeKeys(input: string, key: Partial<Key>): readonly string[] {
  const special = specialKey(key)
  if (special) return [special]
  if (lateAnswer.test(input)) return []
  if (input === '') return ['f1'] // Ink hides which function key it was; all of them open help.
  if (key.ctrl && input.length === 1) return [`ctrl-${input.toLowerCase()}`]
  if (key.meta && input.length === 1) return [`alt-${input}`]
  return Array.from(graphemes.segment(input), part => nameOf(part.segment))
}

/** The text a named key types, or null where it types nothing. */
export function typedText(name: string): string | null {
  if (name === 'space') return ' '
  return [...graphemes.segment(name)].length === 1 ? name : null
}

function nameOf(grapheme: string): string {
  const named = controlNames[grapheme]
  if (named) return named
  const code = grapheme.codePointAt(0) ?? 0
  if (code < 32) return `ctrl-${String.fromCharCode(code + 96)}`
  return grapheme
}

function specialKey(key: Partial<Key>): string | null {
  if (key.return) return 'enter'
  if (key.escape) return 'esc'
  if (key.tab) return key.shift ? 'shift-tab' : 'tab'
  if (key.upArrow) return 'up'
  if (key.downArrow) return 'down'
  if (key.leftArrow) return 'left'
  if (key.rightArrow) return 'right'
  if (key.pageUp) return 'pageup'
  if (key.pageDown) return 'pagedown'
  if (key.home) return 'home'
  if (key.end) return 'end'
  if (key.backspace) return 'backspace'
  if (key.delete) return 'delete'
  return null
}
