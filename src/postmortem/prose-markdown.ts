// A person's text as Markdown again: in the document's own style, with headings below the document's.
import { addressesIn } from './addresses.ts'
import { code, escaped, fenced, words } from './escape.ts'
import type { Inline, ProseBlock, ProseItem } from './prose.ts'

export function proseMarkdown(blocks: readonly ProseBlock[]): string {
  return blocks.map(blockMarkdown).join('\n\n')
}

function blockMarkdown(block: ProseBlock): string {
  switch (block.kind) {
    case 'heading':
      return `#### ${inlineMarkdown(block.inner).replaceAll('\n', ' ')}`
    case 'paragraph':
      return guarded(inlineMarkdown(block.inner))
    case 'code':
      return fenced(block.text, block.language)
    case 'quote':
      return indented(proseMarkdown(block.inner), '> ', '> ')
    case 'list':
      return block.items
        .map((item, index) => itemMarkdown(item, block.start === null ? null : block.start + index))
        .join(block.items.some(isLong) ? '\n\n' : '\n')
    case 'table': {
      const line = (cells: readonly (readonly Inline[])[]) =>
        `|${cells.map(cell => tableCell(inlineMarkdown(cell))).join('|')}|`
      return [line(block.head), `| ${block.head.map(() => '---').join(' | ')} |`, ...block.rows.map(line)].join('\n')
    }
  }
}

/** One line; a bar inside code is taken for the table's own unless it is marked. */
function tableCell(text: string): string {
  const line = text
    .replace(/\\?\n/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim()
  return line === '' ? ' ' : ` ${line} `
}

/** Holds more than a line and lists below it. */
function isLong({ inner }: ProseItem): boolean {
  return (
    inner.slice(1).some(block => block.kind !== 'list') || (inner[0] !== undefined && inner[0].kind !== 'paragraph')
  )
}

function itemMarkdown({ checked, inner }: ProseItem, number: number | null): string {
  const mark = number === null ? '- ' : `${number}. `
  const task = checked === null ? '' : checked ? '[x] ' : '[ ] '
  const [first, ...rest] = inner
  const follow = rest.map(block => (block.kind === 'list' ? '\n' : '\n\n') + blockMarkdown(block)).join('')
  const body = `${task}${first ? blockMarkdown(first) : ''}${follow}`
  return indented(body, mark, ' '.repeat(mark.length)).trimEnd()
}

function indented(text: string, first: string, rest: string): string {
  const lines = text.split('\n')
  return lines.map((line, index) => (index === 0 ? first : line === '' ? rest.trimEnd() : rest) + line).join('\n')
}

/** A paragraph whose lines could be taken for a heading, a quote or a list. */
function guarded(text: string): string {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => line.replace(/^([#>+=-]|\d+(?=[.)]))/, guard))
    .join('\n')
}

function guard(sign: string): string {
  return /\d/.test(sign) ? `${sign}\\` : `\\${sign}`
}

function inlineMarkdown(inner: readonly Inline[]): string {
  return inner
    .map(part => {
      switch (part.kind) {
        case 'text':
          return addressesIn(part.text)
            .map(piece => (piece.isAddress ? `<${piece.text}>` : escaped(piece.text)))
            .join('')
        case 'code':
          return code(part.text)
        case 'strong':
          return `**${inlineMarkdown(part.inner)}**`
        case 'em':
          return `*${inlineMarkdown(part.inner)}*`
        case 'link':
          return linkMarkdown(part.href, inlineMarkdown(part.inner))
        case 'break':
          return '\\\n'
      }
    })
    .join('')
}

function linkMarkdown(href: string, text: string): string {
  const bare = text.replace(/^<|>$/g, '').replaceAll('\\', '')
  if (bare === href || `http://${bare}` === href) return `<${href}>`
  return `[${text.replace(/<(https?:[^>]*)>/g, (_, address) => words(address).replace(/^<|>$/g, ''))}](<${href}>)`
}
