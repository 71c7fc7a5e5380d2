// A person's Markdown as a small tree that every format draws: what is no text, list, table, code or link is its words.
// Rule: no word is lost, no HTML is passed on, and only links to the web or to mail stay links.
import { lexer, type Token, type Tokens } from 'marked'

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly inner: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inner: readonly Inline[] }
  | { readonly kind: 'break' }

export type ProseBlock =
  | { readonly kind: 'paragraph' | 'heading'; readonly inner: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly inner: readonly ProseBlock[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly ProseItem[] }
  | {
      readonly kind: 'table'
      readonly head: readonly (readonly Inline[])[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }

export interface ProseItem {
  /** true and false where it is a task. */
  readonly checked: boolean | null
  readonly inner: readonly ProseBlock[]
}

/** Empty only where the text is: markup around nothing stands as the signs it was written with. */
export function proseOf(markdown: string): ProseBlock[] {
  const blocks = blocksOf(lexer(markdown.replaceAll('\t', '    ')))
  const text = markdown.trim()
  return blocks.length > 0 || text === '' ? blocks : [{ kind: 'paragraph', inner: [{ kind: 'text', text }] }]
}

/** Neighbours that Markdown would read as one are one here too. */
function blocksOf(tokens: readonly Token[]): ProseBlock[] {
  const blocks: ProseBlock[] = []
  for (const block of tokens.flatMap(blockOf).filter(isSomething)) {
    const last = blocks.at(-1)
    if (block.kind === 'quote' && last?.kind === 'quote') {
      blocks[blocks.length - 1] = { ...last, inner: [...last.inner, ...block.inner] }
    } else if (block.kind === 'list' && last?.kind === 'list' && (block.start === null) === (last.start === null)) {
      blocks[blocks.length - 1] = { ...last, items: [...last.items, ...block.items] }
    } else blocks.push(block)
  }
  return blocks
}

function isSomething(block: ProseBlock): boolean {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return plainOf(block.inner).trim() !== ''
    case 'code':
      return block.text.trim() !== ''
    case 'quote':
      return block.inner.length > 0
    case 'list':
      return block.items.length > 0
    case 'table':
      return block.head.length > 0
  }
}

function plainOf(inner: readonly Inline[]): string {
  return inner.map(part => ('text' in part ? part.text : 'inner' in part ? plainOf(part.inner) : ' ')).join('')
}

function blockOf(token: Token): ProseBlock[] {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'checkbox':
      return []
    case 'heading':
      return [{ kind: 'heading', inner: inlineOf(token.tokens ?? []) }]
    case 'paragraph':
      return [{ kind: 'paragraph', inner: inlineOf(token.tokens ?? []) }]
    case 'text':
      return [{ kind: 'paragraph', inner: inlineOf(token.tokens ?? [token]) }]
    case 'code': {
      const { lang = '', text } = token as Tokens.Code
      return [{ kind: 'code', language: /^[\w+#.-]{1,20}$/.test(lang) ? lang : 'text', text }]
    }
    case 'blockquote':
      return [{ kind: 'quote', inner: blocksOf((token as Tokens.Blockquote).tokens) }]
    case 'list': {
      const { ordered, start, items } = token as Tokens.List
      return [
        {
          kind: 'list',
          start: ordered ? Number(start) || 1 : null,
          items: items.map(itemOf).filter(one => one.inner.length > 0),
        },
      ]
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table
      const cells = (row: readonly Tokens.TableCell[]) => row.map(cell => inlineOf(cell.tokens))
      return [{ kind: 'table', head: cells(header), rows: rows.map(cells) }]
    }
    default:
      return token.raw.trim() === '' ? [] : [{ kind: 'paragraph', inner: [{ kind: 'text', text: token.raw.trim() }] }]
  }
}

function itemOf(item: Tokens.ListItem): ProseItem {
  return { checked: item.task ? item.checked === true : null, inner: blocksOf(item.tokens) }
}

function inlineOf(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    switch (token.type) {
      case 'codespan':
        return [codeOrSpace((token as Tokens.Codespan).text)]
      case 'strong':
      case 'em':
        return emphasised(token.type, inlineOf(token.tokens ?? []))
      case 'br':
        return [{ kind: 'break' }]
      case 'link':
      case 'image': {
        const { href, text, tokens: inner } = token as Tokens.Link
        const words = inner && inner.length > 0 ? inlineOf(inner) : [{ kind: 'text' as const, text: text || href }]
        if (isWebAddress(href)) return [{ kind: 'link', href, inner: words }]
        return [{ kind: 'text', text: token.raw }]
      }
      case 'text':
        return token.tokens ? inlineOf(token.tokens) : [{ kind: 'text', text: (token as Tokens.Text).text }]
      case 'escape':
        return [{ kind: 'text', text: (token as Tokens.Escape).text }]
      case 'checkbox':
        return []
      default:
        return [{ kind: 'text', text: token.raw }]
    }
  })
}

function codeOrSpace(text: string): Inline {
  return text.trim() === '' ? { kind: 'text', text: ' ' } : { kind: 'code', text: text.trim() }
}

/** Emphasis of nothing is nothing. */
function emphasised(kind: 'strong' | 'em', inner: readonly Inline[]): Inline[] {
  return plainOf(inner).trim() === '' ? [...inner] : [{ kind, inner }]
}

function isWebAddress(href: string): boolean {
  return /^(https?:\/\/[^\s<>"'`\\]+|mailto:[^\s<>"'`\\]+)$/i.test(href)
}
