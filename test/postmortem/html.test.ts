// The page and the pictures: nothing of what is written can act, nothing is loaded, and the charts are the recorded values.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { lanesMermaid, seriesMermaid } from '../../src/postmortem/charts/mermaid.ts'
import { seriesSvg } from '../../src/postmortem/charts/svg.ts'
import { lanesText, seriesText } from '../../src/postmortem/charts/text.ts'
import { postmortemDocument, sectionOf } from '../../src/postmortem/document.ts'
import { postmortemHtml } from '../../src/postmortem/html/page.ts'
import type { LanesChart, SeriesChart } from '../../src/postmortem/model.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const hostile =
  '<img src=x onerror=alert(1)> "quoted" & \'single\' مرحبا 👩‍👩‍👧 [a](javascript:alert(1)) `x` https://example.com/a?b=<script>'

function measured(failed: readonly number[]) {
  const values = failed.map(() => 100)
  return fold(
    eventsOf(
      declared,
      {
        type: 'series.recorded',
        from: noon - 300_000,
        stepMs: 60_000,
        series: [
          { name: 'requests', unit: '', values },
          { name: 'failed requests', unit: '', values: failed },
        ],
      },
      { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at: noon + 120_000 },
      { type: 'note.added', text: 'halfway' },
    ),
  )
}

function chartsOf(state: ReturnType<typeof fold>) {
  const blocks = sectionOf(postmortemDocument(state), 'charts')?.blocks ?? []
  const series = blocks.flatMap(block => (block.kind === 'chart' ? [block.chart] : []))
  const lanes = blocks.flatMap(block => (block.kind === 'lanes' ? [block.chart] : []))
  return { series: series[0] as SeriesChart, lanes: lanes[0] as LanesChart }
}

test('whatever is written into any section, no tag and no address of it acts', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.constant(hostile),
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({ unit: fc.constantFrom(...'<>"\'&/=` abj:#*-\n') }),
      ),
      text => {
        const html = postmortemHtml(
          fold(
            eventsOf(
              { ...declared, title: text } as typeof declared,
              { type: 'note.added', text },
              { type: 'rootcause.set', text, hypothesisId: null },
              { type: 'section.written', section: 'wentWell', text },
              { type: 'factor.added', text, kind: 'why', parent: null },
              { type: 'impact.measured', measure: text, value: 1, unit: text, source: text },
            ),
          ),
        )
        const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(match => match[1]?.toLowerCase())
        expect(tags).not.toContain('script')
        expect(tags).not.toContain('img')
        expect(html).not.toMatch(/\son\w+\s*=\s*["']?\w+\(/i.exec(text) ? /<[^>]*\sonerror=/ : /<[^>]*\son\w+=/)
        expect(html).not.toMatch(/href="(?!#|https?:|mailto:)/)
        expect(html).not.toMatch(/<(link|iframe|object|embed)\b|@import|url\(/)
      },
    ),
    { numRuns: 150 },
  )
})

test('words of people stand in the page as they were written', () => {
  const html = postmortemHtml(fold(eventsOf(declared, { type: 'note.added', text: hostile })))
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; &#39;single&#39; مرحبا 👩‍👩‍👧')
})

test('a chart is the recorded series: every value, the moments marked, what was usual before', () => {
  const { series } = chartsOf(measured([1, 0, 40, 40, 30, 20, 0, 0]))
  expect(series).toMatchObject({ id: 'error-rate', unit: '%', usual: 0 })
  expect(series.points.map(point => point.value)).toEqual([1, 0, 40, 40, 30, 20, 0, 0])
  expect(series.marks.map(mark => mark.label)).toEqual(['start', 'declared', 'mitigated'])
  const svg = seriesSvg(series)
  expect(svg).toMatch(/role="img" aria-labelledby="chart-error-rate-title chart-error-rate-desc"/)
  expect(svg).toContain('Error rate: at most 40 % at 11:57 UTC, before that usually 0 %.')
  expect(svg.match(/<polyline[^>]*points="([^"]*)"/)?.[1]?.split(' ')).toHaveLength(8)
  expect(seriesMermaid(series)).toContain('y-axis "%" 0 --> 40')
})

test('in plain text it reads the same', () => {
  const { series, lanes } = chartsOf(measured([1, 0, 40, 40, 30, 20, 0, 0]))
  expect(`\n${seriesText(series)}\n`).toMatchInlineSnapshot(`
    "
    Error rate, %
    40 │                 █████████████████
       │                 █████████████████▄▄▄▄▄▄▄▄
       │                 █████████████████████████
    20 │                 ██████████████████████████████████
       │                 ██████████████████████████████████
     0 │▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██████████████████████████████████▁▁▁▁▁▁▁▁▁
       └────────────────────────────────────────────────────────────
                         ▲ 11:57 start            ▲ 12:00 declared
                                                   12:02 mitigated ▲
    "
  `)
  expect(`\n${lanesText(lanes)}\n`).toMatchInlineSnapshot(`
    "
    Timeline
    people │●●·························································●
           └────────────────────────────────────────────────────────────
            12:00                                                  12:02
    "
  `)
  expect(lanesMermaid(lanes)).toContain('  section people')
})

test('without measurements there is no chart and no empty heading for one', () => {
  expect(postmortemHtml(fold(eventsOf(declared)))).not.toContain('Charts')
})
