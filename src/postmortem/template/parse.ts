// The placeholder language of templates: {{ name }}, {{#each list}}…{{/each}}, {{#if name}}…{{else}}…{{/if}}, {{! remark }}.
// Rule: nothing else. No expression, no code, no file; a mistake names its line and says what would be right.

export class TemplateMistake extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly line: number }
  | { readonly kind: 'each'; readonly name: string; readonly line: number; readonly body: readonly TemplateNode[] }
  | {
      readonly kind: 'if'
      readonly name: string
      readonly line: number
      readonly body: readonly TemplateNode[]
      readonly otherwise: readonly TemplateNode[]
    }

const tag = /\{\{([\s\S]*?)\}\}/g
const nameOnly = /^[A-Za-z][\w.]*$/

interface Open {
  readonly kind: 'each' | 'if'
  readonly name: string
  readonly line: number
  readonly body: TemplateNode[]
  otherwise: TemplateNode[] | null
}

/** Throws TemplateMistake. */
export function parseTemplate(source: string): TemplateNode[] {
  const root: TemplateNode[] = []
  const open: Open[] = []
  const into = (): TemplateNode[] => {
    const inner = open.at(-1)
    return inner ? (inner.otherwise ?? inner.body) : root
  }
  let from = 0
  for (const match of source.matchAll(tag)) {
    const line = lineAt(source, match.index)
    pushText(into(), source.slice(from, match.index), line)
    from = match.index + match[0].length
    const words = (match[1] as string).trim()
    const [, block, name = ''] = /^#(each|if)\s+(.*)$/.exec(words) ?? []
    if (words.startsWith('!')) continue
    if (block === 'each' || block === 'if') {
      open.push({ kind: block, name: checked(name.trim(), line), line, body: [], otherwise: null })
    } else if (words === 'else') elseOf(open, line)
    else if (words.startsWith('/')) closeBlock(open, words.slice(1).trim(), line, closed => into().push(closed))
    else into().push({ kind: 'value', name: checked(words, line), line })
  }
  pushText(into(), source.slice(from), lineAt(source, source.length))
  const unclosed = open.at(-1)
  if (unclosed) throw new TemplateMistake(`{{#${unclosed.kind} ${unclosed.name}}} is never closed`, unclosed.line)
  return root
}

function pushText(nodes: TemplateNode[], text: string, line: number): void {
  const stray = text.indexOf('{{')
  if (stray !== -1) {
    const before = text.slice(stray).split('\n').length - 1
    throw new TemplateMistake('{{ without }}', line - before)
  }
  if (text !== '') nodes.push({ kind: 'text', text })
}

function elseOf(open: readonly Open[], line: number): void {
  const inner = open.at(-1)
  if (inner?.kind !== 'if') throw new TemplateMistake('{{else}} stands outside of an {{#if}}', line)
  if (inner.otherwise) throw new TemplateMistake('a second {{else}}', line)
  inner.otherwise = []
}

function closeBlock(open: Open[], kind: string, line: number, add: (node: TemplateNode) => void): void {
  const inner = open.pop()
  if (!inner) throw new TemplateMistake(`{{/${kind}}} closes nothing`, line)
  if (inner.kind !== kind)
    throw new TemplateMistake(
      `{{/${kind}}} where {{/${inner.kind}}} is expected: it opened on line ${inner.line}`,
      line,
    )
  const { name, body, otherwise } = inner
  add(
    inner.kind === 'each'
      ? { kind: 'each', name, line: inner.line, body }
      : { kind: 'if', name, line: inner.line, body, otherwise: otherwise ?? [] },
  )
}

function checked(name: string, line: number): string {
  if (nameOnly.test(name)) return name
  throw new TemplateMistake(`"${name}" is no name: letters, digits and dots, nothing else`, line)
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length
}
