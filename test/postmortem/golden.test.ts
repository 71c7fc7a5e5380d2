// Documents of practice outages, regenerated from the events that were recorded while they were played.
// A change of the document shows here as a difference that can be read; accept it with `vitest run -u`.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { lint } from 'markdownlint/sync'
import { expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { postmortemDocument, sectionOf } from '../../src/postmortem/document.ts'
import { postmortemHtml } from '../../src/postmortem/html/page.ts'
import { postmortemJson } from '../../src/postmortem/json.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { decodeEvent } from '../../src/store/record/codec.ts'

const drills = ['bad-deploy', 'session-expired', 'slow-api', 'db-pool', 'third-party']

function eventsOfDrill(name: string): IncidentEvent[] {
  const file = fileURLToPath(new URL(`../fixtures/drills/${name}.jsonl`, import.meta.url))
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => {
      const decoded = decodeEvent(line)
      if ('unreadable' in decoded) throw new Error(decoded.unreadable)
      return decoded.event
    })
}
const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

test.each(drills)('%s: Markdown, HTML and JSON are the same bytes, in whatever order the events come', async name => {
  const events = eventsOfDrill(name)
  const state = fold(events)
  const document = postmortemMarkdown(state)
  await expect(document).toMatchFileSnapshot(`../fixtures/drills/${name}.md`)
  expect(lint({ strings: { document } }).document).toEqual([])
  const other = fold([...events].reverse())
  expect(postmortemMarkdown(other)).toBe(document)
  expect(postmortemHtml(other)).toBe(postmortemHtml(state))
  expect(postmortemJson(other)).toBe(postmortemJson(state))
})

test('HTML and JSON of each, by their sums', () => {
  const sums = drills.map(name => {
    const state = fold(eventsOfDrill(name))
    const { postmortem } = JSON.parse(postmortemJson(state))
    return `${name} ${hash(postmortemHtml(state))} ${hash(JSON.stringify(postmortem))}`
  })
  expect(sums).toMatchInlineSnapshot(`
    [
      "bad-deploy 51bdc52dbf0f2069 5ed0dbd315264f29",
      "session-expired 048c22e737cb98ac 7c52901d2fab645c",
      "slow-api dffabe836f3e17d6 cb6fbd8fae0ab36d",
      "db-pool 987e059013290ec8 25ccaea7032b4810",
      "third-party 6f1785166f06890f fc584b1cf90a1895",
    ]
  `)
})

test.each(drills)('%s: the chart is what was recorded', name => {
  const state = fold(eventsOfDrill(name))
  const blocks = sectionOf(postmortemDocument(state), 'charts')?.blocks ?? []
  const recorded = (series: string) => state.series.find(one => one.name === series)?.points ?? []
  const failed = new Map(recorded('failed requests').map(point => [point.at, point.value]))
  const all = new Map(recorded('requests').map(point => [point.at, point.value]))
  const rate = blocks.flatMap(block =>
    block.kind === 'chart' && block.chart.id === 'error-rate' ? [block.chart] : [],
  )[0]
  expect(rate?.points.length).toBeGreaterThan(2)
  for (const { at, value } of rate?.points ?? [])
    expect(value).toBeCloseTo((100 * (failed.get(at) ?? 0)) / (all.get(at) ?? 1), 0)
})
