// How charts stand in Markdown: as plain text, as Mermaid where the target draws it, or as pictures that lie beside it.
import { lanesMermaid, seriesMermaid } from './charts/mermaid.ts'
import { lanesText, seriesText } from './charts/text.ts'
import { escaped, fenced } from './escape.ts'
import type { Block } from './model.ts'

export type ChartsAs = 'text' | 'mermaid' | 'none' | { readonly pictures: (chartId: string) => string }

export function chartMarkdown(block: Extract<Block, { kind: 'chart' | 'lanes' }>, as: ChartsAs): string {
  if (as === 'none') return ''
  if (as === 'text') return fenced(block.kind === 'chart' ? seriesText(block.chart) : lanesText(block.chart), 'text')
  if (as === 'mermaid')
    return fenced(block.kind === 'chart' ? seriesMermaid(block.chart) : lanesMermaid(block.chart), 'mermaid')
  return `![${escaped(block.chart.summary)}](<${as.pictures(block.chart.id)}>)`
}
