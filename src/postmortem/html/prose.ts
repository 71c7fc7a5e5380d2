// A person's text as HTML: the same tree as for Markdown, every word escaped, links to the web only.
import { addressesIn } from '../addresses.ts'
import type { Inline, ProseBlock, ProseItem } from '../prose.ts'
import { escapeHtml } from './escape.ts'

/** Plain words with their addresses as links. */
export function plainHtml(text: string): string {
  return addressesIn(text)
    .map(part => (part.isAddress ? linkHtml(part.text, escapeHtml(part.text)) : escapeHtml(part.text)))
    .join('')
}

export function proseHtml(blocks: readonly ProseBlock[]): string {
  return blocks.map(blockHtml).join('\n')
}

function blockHtml(block: ProseBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h3 dir="auto">${inlineHtml(block.inner)}</h3>`
    case 'paragraph':
      return `<p dir="auto">${inlineHtml(block.inner)}</p>`
    case 'code':
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`
    case 'quote':
      return `<blockquote>${proseHtml(block.inner)}</blockquote>`
    case 'list': {
      const items = block.items.map(itemHtml).join('')
      if (block.start === null) return `<ul>${items}</ul>`
      return `<ol${block.start === 1 ? '' : ` start="${block.start}"`}>${items}</ol>`
    }
    case 'table': {
      const cells = (row: readonly (readonly Inline[])[], tag: 'th' | 'td') =>
        `<tr>${row.map(cell => `<${tag} dir="auto">${inlineHtml(cell)}</${tag}>`).join('')}</tr>`
      const body = block.rows.map(row => cells(row, 'td')).join('')
      return `<div class="wide"><table><thead>${cells(block.head, 'th')}</thead><tbody>${body}</tbody></table></div>`
    }
  }
}

function itemHtml({ checked, inner }: ProseItem): string {
  const box = checked === null ? '' : checked ? '☑ ' : '☐ '
  const [first, ...rest] = inner
  const lead = first?.kind === 'paragraph' ? inlineHtml(first.inner) : first ? blockHtml(first) : ''
  return `<li dir="auto">${box}${lead}${proseHtml(rest)}</li>`
}

function inlineHtml(inner: readonly Inline[]): string {
  return inner
    .map(part => {
      switch (part.kind) {
        case 'text':
          return plainHtml(part.text)
        case 'code':
          return `<code>${escapeHtml(part.text)}</code>`
        case 'strong':
        case 'em':
          return `<${part.kind}>${inlineHtml(part.inner)}</${part.kind}>`
        case 'link':
          return linkHtml(part.href, inlineHtml(part.inner).replace(/<\/?a\b[^>]*>/g, ''))
        case 'break':
          return '<br>'
      }
    })
    .join('')
}

function linkHtml(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}" rel="noreferrer noopener">${text}</a>`
}
