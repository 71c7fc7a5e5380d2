// The document made for a place: its format, its charts inside it or beside it, a template of one's own over it.
import type { IncidentState } from '../incident/state.ts'
import { lanesSvg, seriesSvg } from './charts/svg.ts'
import { postmortemDocument } from './document.ts'
import type { DocumentFormat } from './formats.ts'
import { documentHtml } from './html/page.ts'
import { postmortemJson } from './json.ts'
import { documentMarkdown } from './markdown.ts'
import type { ChartsAs } from './markdown-charts.ts'
import type { PostmortemDocument } from './model.ts'
import { TemplateMistake } from './template/parse.ts'
import { renderTemplate } from './template/render.ts'

export const chartKinds = ['text', 'svg', 'mermaid', 'none'] as const
export type ChartKind = (typeof chartKinds)[number]

export interface Wanted {
  readonly format: DocumentFormat
  readonly names: boolean
  readonly charts: ChartKind
  /** The file's name without its ending: pictures beside it begin with it. */
  readonly name: string
  /** The text of a template, for md and html. */
  readonly template?: { readonly source: string; readonly called: string }
}

export interface Made {
  readonly text: string
  /** Files that have to lie beside the document. */
  readonly pictures: readonly { readonly name: string; readonly text: string }[]
  /** Why the template was not used, in words with its line; the built-in document stands in for it. */
  readonly templateMistake: string | null
}

export function makeDocument(state: IncidentState, wanted: Wanted): Made {
  const { format, names, template } = wanted
  if (template && format !== 'json') {
    try {
      const text = renderTemplate(template.source, state, { format, names })
      return { text, pictures: [], templateMistake: null }
    } catch (error) {
      if (!(error instanceof TemplateMistake)) throw error
      return { ...builtIn(state, wanted), templateMistake: `${template.called}:${error.line} ${error.message}` }
    }
  }
  return builtIn(state, wanted)
}

function builtIn(state: IncidentState, { format, names, charts, name }: Wanted): Made {
  if (format === 'json') return { text: postmortemJson(state, { names }), pictures: [], templateMistake: null }
  const document = postmortemDocument(state, { names })
  if (format === 'html') return { text: documentHtml(document), pictures: [], templateMistake: null }
  const pictureName = (chartId: string) => `${name}-${chartId}.svg`
  const as: ChartsAs = charts === 'svg' ? { pictures: pictureName } : charts
  const pictures = charts === 'svg' ? picturesOf(document, pictureName) : []
  return { text: documentMarkdown(document, as), pictures, templateMistake: null }
}

function picturesOf({ sections }: PostmortemDocument, nameOf: (chartId: string) => string): Made['pictures'] {
  return sections
    .flatMap(section => section.blocks)
    .flatMap(block => {
      if (block.kind === 'chart') return [{ name: nameOf(block.chart.id), text: `${seriesSvg(block.chart)}\n` }]
      if (block.kind === 'lanes') return [{ name: nameOf(block.chart.id), text: `${lanesSvg(block.chart)}\n` }]
      return []
    })
}
