// From rows to what is written: terminal codes for a theme, plain text for tests and files, words for a screen reader.

import { toAscii } from '../theme/glyphs.ts'
import type { Theme } from '../theme/theme.ts'
import type { Row, Segment } from './row.ts'
import { fitRow } from './row.ts'

/** The row in exactly `width` cells, with the theme's codes; pass only rows whose text has been sanitised. */
export function renderRow(of: Row, width: number, theme: Theme): string {
  let text = ''
  let isOpen = false
  for (const part of fitRow(of, width).segments) {
    const isSelected = of.selected === true || part.selected === true
    if (isSelected !== isOpen) text += isSelected ? theme.selection.open : theme.selection.close
    isOpen = isSelected
    text += isSelected && theme.selectionFlattens ? signs(part, theme) : paint(part, theme)
  }
  return isOpen ? text + theme.selection.close : text
}

/** The row's text in exactly `width` cells, or as long as it is. */
export function plainRow(of: Row, options: { width?: number; ascii?: boolean } = {}): string {
  const fitted = options.width === undefined ? of : fitRow(of, options.width)
  return fitted.segments.map(part => (options.ascii ? (part.ascii ?? toAscii(part.text)) : part.text)).join('')
}

function paint(part: Segment, theme: Theme): string {
  const text = signs(part, theme)
  const token = part.token ?? 'text'
  if (token === 'text') return text
  const { open, close } = theme.codes[token]
  return open + text + close
}

function signs(part: Segment, theme: Theme): string {
  if (!theme.ascii) return part.text
  return part.ascii !== undefined && part.ascii.length === part.text.length ? part.ascii : toAscii(part.text)
}
