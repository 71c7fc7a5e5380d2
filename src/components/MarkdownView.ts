// Markdown as rows: marked's lexer reads it, the rows are ours. Only what a post-mortem needs; HTML is shown, never run.
import type { Token, Tokens } from 'marked'
import { Lexer, lexer } from 'marked'
import type { Row, Segment } from './rows/row.ts'
import { blankRow, cell, muted, row, segment } from './rows/row.ts'
import { textWidth } from './rows/text.ts'
import { wrapSegments } from './rows/wrap.ts'

/** The rendered rows of a Markdown text, wrapped at `width`. */
export function markdownRows(markdown: string, width: number): Row[] {
  const blocks = lexer(markdown)
    .map(token => ({ rows: blockRows(token, width), tight: token.type === 'heading' && token.depth > 2 }))
    .filter(block => block.rows.length > 0)
  return blocks.flatMap(({ rows }, index) => (index > 0 && !blocks[index - 1]?.tight ? [blankRow, ...rows] : rows))
}

function blockRows(token: Token, width: number): Row[] {
  switch (token.type) {
    case 'heading':
      return wrapSegments([segment(plain(token.tokens ?? []), 'accent')], width)
    case 'paragraph':
    case 'text':
      return splitLines(inline(token.tokens ?? [token])).flatMap(line => lineRows(line, width))
    case 'list':
      return listRows(token as Tokens.List, width)
    case 'code':
      return (token as Tokens.Code).text.split('\n').map(line => row('  ', segment(line)))
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens
        .flatMap(inner => blockRows(inner, width - 2))
        .map(line => row(muted('│ '), line.segments))
    case 'table':
      return tableRows(token as Tokens.Table, width)
    case 'hr':
      return [row({ text: '─'.repeat(width), token: 'border', spoken: '' })]
    case 'html':
      return wrapSegments([muted(token.raw.trim())], width)
    default:
      return []
  }
}

/** A line of text; `**Label**: value` stands in two columns, as in the head of a post-mortem. */
function lineRows(line: readonly Segment[], width: number): Row[] {
  const [label, next, ...rest] = line
  if (label?.token !== 'strong' || label.text.length > 9 || !next?.text.startsWith(': '))
    return wrapSegments(line, width)
  const value = [{ ...next, text: next.text.slice(2) }, ...rest]
  return wrapSegments(value, width - 10).map((one, index) =>
    row(cell(index === 0 ? label.text : '', 10, { token: 'strong' }), one.segments),
  )
}

const day = String.raw`(?:\d{4}-\d\d-\d\d )?`
const clock = String.raw`\d\d:\d\d(?::\d\d)?`
const moment = new RegExp(`^((?:about )?${day}${clock}(?: to ${day}${clock})?|\\d{4}-\\d\\d-\\d\\d) -- ([\\s\\S]*)$`)

/** Cells of the column of times, where the list is a timeline: as wide as the longest of them. */
function timeColumn(list: Tokens.List): number {
  return Math.max(0, ...list.items.map(item => moment.exec(item.text)?.[1]?.length ?? 0)) + 2
}

/** An item of the timeline, `14:15 -- what happened`: the time in a column of its own. */
function momentRows(text: string, width: number, column: number): Row[] | null {
  const found = moment.exec(text)
  if (!found) return null
  const [, time = '', words = ''] = found
  return wrapSegments(inline(Lexer.lexInline(words)), width - column).map((one, index) =>
    row(cell(index === 0 ? time : '', column, { token: 'muted' }), one.segments),
  )
}

function listRows(list: Tokens.List, width: number): Row[] {
  const column = timeColumn(list)
  return list.items.flatMap((item, index) => {
    const happened = momentRows(item.text, width, column)
    if (happened) return happened
    const mark = item.task
      ? `- [${item.checked ? 'x' : ' '}] `
      : list.ordered
        ? `${Number(list.start || 1) + index}. `
        : '- '
    const inside = width - textWidth(mark)
    const body = item.tokens.filter(token => token.type !== 'checkbox').flatMap(token => blockRows(token, inside))
    return body.map((line, lineIndex) =>
      row(lineIndex === 0 ? muted(mark) : ' '.repeat(textWidth(mark)), line.segments),
    )
  })
}

function tableRows(table: Tokens.Table, width: number): Row[] {
  const texts = [table.header, ...table.rows].map(cells => cells.map(one => plain(one.tokens)))
  const widths = table.header.map((_, column) => Math.max(...texts.map(cells => textWidth(cells[column] ?? ''))))
  const total = widths.reduce((sum, one) => sum + one + 2, -2)
  const widest = widths.indexOf(Math.max(...widths))
  const fitted = widths.map((one, column) => (column === widest ? Math.max(4, one - Math.max(0, total - width)) : one))
  return texts.map((cells, index) =>
    row(
      ...cells.map((text, column) => [
        cell(text, fitted[column] ?? 0, { token: index === 0 ? 'muted' : 'text' }),
        segment('  '),
      ]),
    ),
  )
}

function inline(tokens: readonly Token[], token: Segment['token'] = 'text'): Segment[] {
  return tokens.flatMap((part): Segment[] => {
    switch (part.type) {
      case 'strong':
        return inline(part.tokens ?? [], 'strong')
      case 'em':
      case 'del':
        return inline(part.tokens ?? [], token)
      case 'codespan':
        return [segment(unescaped(part.text), 'strong')]
      case 'link':
        return [...inline(part.tokens ?? [], 'info'), ...(part.text === part.href ? [] : [muted(` (${part.href})`)])]
      case 'br':
        return [segment('\n')]
      case 'checkbox':
        return []
      case 'image':
        return [muted(`[${part.text || 'image'}]`)]
      case 'text':
        return part.tokens ? inline(part.tokens, token) : [segment(unescaped(part.text), token)]
      default:
        return [segment(unescaped('text' in part ? String(part.text) : part.raw), token)]
    }
  })
}

function plain(tokens: readonly Token[]): string {
  return inline(tokens)
    .map(part => part.text)
    .join('')
}

/** Hard line breaks keep their place: the head of a post-mortem has one fact a line. */
function splitLines(segments: readonly Segment[]): Segment[][] {
  const lines: Segment[][] = [[]]
  for (const part of segments) {
    for (const [index, text] of part.text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...part, text })
    }
  }
  return lines
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, entity => entities[entity] ?? entity)
}
