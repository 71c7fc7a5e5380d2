// A template of one's own filled with an incident. Rule: a name that does not exist is a mistake with its line, never
// an empty place, so that no word is lost for a letter.
import type { IncidentState } from '../../incident/state.ts'
import { words } from '../escape.ts'
import { escapeHtml } from '../html/escape.ts'
import { bodyHtml } from '../html/page.ts'
import { bodyMarkdown } from '../markdown.ts'
import { type TemplateData, type TemplateValue, templateData } from './fields.ts'
import { parseTemplate, TemplateMistake, type TemplateNode } from './parse.ts'

export type TemplateFormat = 'md' | 'html'

/** Throws TemplateMistake. The format says how plain words are escaped and sections are rendered. */
export function renderTemplate(
  source: string,
  state: IncidentState,
  { format, names }: { readonly format: TemplateFormat; readonly names: boolean },
): string {
  const data = templateData(state, { names, renderBody: format === 'md' ? section => bodyMarkdown(section) : bodyHtml })
  const escapeWords = format === 'md' ? words : escapeHtml
  const text = rendered(parseTemplate(source), [data], escapeWords)
  return text.endsWith('\n') ? text : `${text}\n`
}

type Escape = (text: string) => string

function rendered(nodes: readonly TemplateNode[], scopes: readonly TemplateData[], escapeWords: Escape): string {
  return nodes.map(node => renderedNode(node, scopes, escapeWords)).join('')
}

function renderedNode(node: TemplateNode, scopes: readonly TemplateData[], escapeWords: Escape): string {
  if (node.kind === 'text') return node.text
  const value = valueIn(node.name, scopes, node.line)
  if (node.kind === 'if') return rendered(isSomething(value) ? node.body : node.otherwise, scopes, escapeWords)
  if (node.kind === 'each') {
    if (!isList(value)) throw new TemplateMistake(`${node.name} is no list: put it as {{ ${node.name} }}`, node.line)
    const body = withoutFirstBreak(node.body)
    return value.map(item => rendered(body, [item, ...scopes], escapeWords)).join('')
  }
  if (isList(value))
    throw new TemplateMistake(`${node.name} is a list: go through it with {{#each ${node.name}}}`, node.line)
  return typeof value === 'string' ? escapeWords(value) : value.rendered
}

/** The innermost scope that knows the name. */
function valueIn(name: string, scopes: readonly TemplateData[], line: number): TemplateValue {
  for (const scope of scopes) if (Object.hasOwn(scope, name)) return scope[name] as TemplateValue
  const known = scopes.flatMap(scope => Object.keys(scope))
  const meant = known.find(one => one.toLowerCase() === name.toLowerCase().replace(/[^a-z]/g, ''))
  throw new TemplateMistake(
    `there is no "${name}"${meant ? `; did you mean ${meant}?` : `; there are: ${known.join(', ')}`}`,
    line,
  )
}

function isSomething(value: TemplateValue): boolean {
  if (typeof value === 'string') return value !== ''
  return isList(value) ? value.length > 0 : value.rendered !== ''
}

function isList(value: TemplateValue): value is readonly TemplateData[] {
  return Array.isArray(value)
}

/** A line that holds only {{#each}} leaves no empty line before each item. */
function withoutFirstBreak(body: readonly TemplateNode[]): readonly TemplateNode[] {
  const [first, ...rest] = body
  if (first?.kind !== 'text' || !first.text.startsWith('\n')) return body
  return [{ kind: 'text', text: first.text.slice(1) }, ...rest]
}
