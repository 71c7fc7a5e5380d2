// The same rows for a screen reader: sentences with labels, no frames, signs, bars or columns.
// Rule: what a sign says is said in words (a piece's `spoken`); decoration is silent.
import type { Row } from './row.ts'

/** The row as words, or an empty text where it is only decoration. */
function linearRow(of: Row): string {
  const parts = of.segments.filter(
    part => part.token !== 'border' && part.token !== 'frameFocused' && part.token !== 'frameDanger',
  )
  const marker = of.marker?.spoken ? `${of.marker.spoken} ` : ''
  const text = parts
    .map(part => (part.spoken === undefined ? part.text : part.spoken ? ` ${part.spoken} ` : ' '))
    .join('')
  return (marker + text)
    .replace(/\s{2,}/g, ', ')
    .replace(/ ?·/g, ',')
    .replace(/→/g, 'to')
    .replace(/^[\s,]+|[\s,]+$/g, '')
    .replace(/ ,/g, ',')
    .replace(/([:,]),/g, '$1')
}

/** The rows as lines; decoration leaves nothing, blank rows leave one empty line between blocks. */
export function linearRows(rows: readonly Row[]): string[] {
  const lines = rows.map(linearRow)
  return lines.filter(
    (line, index) => line !== '' || (lines[index - 1] !== '' && index > 0 && index < lines.length - 1),
  )
}
