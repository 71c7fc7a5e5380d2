// A change as its author would read it: files, hunks with their line numbers, added and removed lines.
import type { Row } from './rows/row.ts'
import { blankRow, cell, muted, ok, row, segment, strong } from './rows/row.ts'
import { cutEnd } from './rows/text.ts'

type Kind = 'about' | 'file' | 'hunk' | 'added' | 'removed' | 'same'

export interface DiffLine {
  readonly kind: Kind
  /** Without its sign. */
  readonly text: string
  /** Of the new file for what was added or stayed, of the old one for what was removed. */
  readonly number: number | null
}

/** The lines of `git show --patch`: what is said before the first file, then a heading for each file. */
export function readDiff(lines: readonly string[]): DiffLine[] {
  const read: DiffLine[] = []
  let [inHead, oldAt, newAt] = [true, 0, 0]
  const add = (kind: Kind, text: string, number: number | null = null) => read.push({ kind, text, number })
  for (const line of lines) {
    const text = line.replaceAll('\t', '  ')
    if (line.startsWith('diff --git ')) {
      inHead = true
      add('file', / b\/(.+)$/.exec(line)?.[1] ?? text.slice(11))
      continue
    }
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)$/.exec(line)
    if (hunk) {
      inHead = false
      oldAt = Number(hunk[1])
      newAt = Number(hunk[2])
      add('hunk', `line ${hunk[2]}${hunk[3] ? `  ${hunk[3].replaceAll('\t', '  ')}` : ''}`)
    } else if (inHead) {
      if (!/^(?:index |--- |\+\+\+ |similarity |mode )/.test(line)) add('about', text)
    } else if (line.startsWith('+')) add('added', text.slice(1), newAt++)
    else if (line.startsWith('-')) add('removed', text.slice(1), oldAt++)
    else if (line.startsWith(' ')) {
      add('same', text.slice(1), newAt++)
      oldAt += 1
    } else add('about', text)
  }
  return read
}

/** One row a line, from `top` on; long lines are cut. */
export function diffRows({
  lines,
  top,
  width,
  height,
}: {
  readonly lines: readonly DiffLine[]
  readonly top: number
  readonly width: number
  readonly height: number
}): Row[] {
  const rows = lines.slice(top, top + height).map(line => diffRow(line, width))
  return [...rows, ...Array.from({ length: Math.max(0, height - rows.length) }, () => blankRow)]
}

const numberWidth = 5

function diffRow({ kind, text, number }: DiffLine, width: number): Row {
  if (kind === 'about') return row(muted(cutEnd(text, width)))
  if (kind === 'file') return row(strong(cutEnd(`▸ ${text}`, width)))
  const room = Math.max(1, width - numberWidth - 3)
  const gutter = cell(number === null ? '' : String(number), numberWidth, { token: 'muted', align: 'right' })
  if (kind === 'hunk') return row(gutter, muted('   '), segment(cutEnd(text, room), 'info'))
  if (kind === 'added') return row(gutter, ok(' + '), ok(cutEnd(text, room)))
  if (kind === 'removed') return row(gutter, segment(' - ', 'critical'), segment(cutEnd(text, room), 'critical'))
  return row(gutter, '   ', cutEnd(text, room))
}
