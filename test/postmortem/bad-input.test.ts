// What cannot be is not pretended, what is hostile cannot act, what is much stays quick, and no word is lost.
import fc from 'fast-check'
import { lint } from 'markdownlint/sync'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import type { EventData } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { postmortemHtml } from '../../src/postmortem/html/page.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

type Datum = EventData & { readonly at?: number; readonly by?: string }

/** The same words in every place that holds words. */
function everywhere(text: string): Datum[] {
  return [
    { ...declared, title: text } as Datum,
    { type: 'impact.set', text },
    { type: 'note.added', text, who: text },
    { type: 'change.seen', kind: 'deploy', ref: 'a1f3c9e', subject: text, author: text },
    { type: 'hypothesis.proposed', hypothesisId: 'h1', kind: 'own', title: text, suspectSha: 'a1f3c9e' },
    { type: 'hypothesis.scored', hypothesisId: 'h1', score: 10, reasons: [{ text, points: 3 }] },
    { type: 'hypothesis.rejected', hypothesisId: 'h1', reason: text },
    { type: 'rootcause.set', text, hypothesisId: null },
    { type: 'factor.added', text, kind: 'contributing', parent: null },
    { type: 'factor.added', text, kind: 'why', parent: null },
    { type: 'evidence.collected', evidenceId: 'e1', kind: 'log', title: text, detail: text, source: text, kept: true },
    { type: 'update.sent', updateId: 'u1', status: 'Resolved', audience: text, text, channels: [], nextDueAt: null },
    { type: 'section.written', section: 'summary', text },
    { type: 'section.written', section: 'trigger', text },
    { type: 'mitigation.applied', mitigationId: 'm1', name: text, undo: null, expect: null },
    {
      type: 'action.added',
      actionId: 'a1',
      text,
      kind: 'prevent',
      owner: text,
      due: text,
      priority: 'high',
      suggestion: null,
    },
    { type: 'impact.measured', measure: text, value: 3, unit: text, source: text },
  ]
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'#*_`[]()<>|~-+.!\\\n &;$=>ab1:/"\'{}%'.split('')), maxLength: 60 }),
  fc.constantFrom(
    '```',
    '---',
    '| a | b |',
    '<!--',
    '-->',
    '<script>x</script>',
    '\u202eevil',
    '👩‍👩‍👧 مرحبا',
    '[x]: http://a',
    '~~~\n',
    '    code',
  ),
)

test('whatever is written, the headings are the document\u2019s own, no HTML comes through, and markdownlint is content', () => {
  fc.assert(
    fc.property(anyText, text => {
      const document = postmortemMarkdown(fold(eventsOf(...everywhere(text))))
      const tokens = marked.lexer(document)
      const headings = tokens.flatMap(token => (token.type === 'heading' && token.depth < 4 ? [token.text] : []))
      expect(headings.slice(0, 4)).toEqual(['Incident Post-Mortem', 'Timeline', 'Root Cause', 'Action Items'])
      expect(headings).toEqual([...new Set(headings)])
      expect(headings.every(title => /^[A-Z][A-Za-z -]+$/.test(title))).toBe(true)
      expect(tokens.filter(token => token.type === 'html').map(token => token.raw)).toEqual([
        expect.stringMatching(/^<!-- markdownlint-disable-file [MD\d ]+ -->\s*$/),
      ])
      const complaints = lint({ strings: { document } }).document ?? []
      expect(complaints.map(one => `${one.ruleNames[0]} ${one.lineNumber} ${one.errorContext}`)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

const block = fc.constantFrom(
  '# Title',
  '- a\n- b\n  - c\n\n    more\n- [ ] d',
  '1. one\n2. two\n   - inner\n   ```sh\n   ls\n   ```',
  '> quoted\n> > twice',
  '| a | b |\n|---|---|\n| 1 | `x|y` |',
  '```js\n<b>\n```',
  '    indented\n\ttabbed',
  'a **b *c*** _d_ ~~e~~ `f` [g](https://example.com/h_i) ![j](https://example.com/k.png)  \nbreak',
  'see https://example.com/a_b, <https://example.com> and www.example.com or me@example.com',
  '<details><summary>x</summary>hidden</details>',
  '[ref]: https://example.com "t"\n\n[ref]',
  '***',
  'Setext\n===',
  '* star\n+ plus\n- dash',
  '5) five\n6) six',
  '- \n- x\n\n\n\n- y',
  '\\* not a list &amp; &lt;b&gt;',
)

test('what people write in Markdown stays theirs inside the document', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\n\n'), (blocks, glue) => {
      const text = blocks.join(glue)
      const events = eventsOf(declared, { type: 'section.written', section: 'summary', text })
      const document = postmortemMarkdown(fold(events))
      const complaints = lint({ strings: { document } }).document ?? []
      expect(complaints.map(one => `${one.ruleNames[0]} ${one.lineNumber} ${one.errorContext}`)).toEqual([])
      const letters = (html: string) => html.replace(/<[^>]*>/g, ' ').match(/[a-z]{2,}/gi)
      const page = letters(postmortemHtml(fold(events))) ?? []
      for (const word of letters(marked.parse(text, { async: false })) ?? []) expect(page).toContain(word)
    }),
    { numRuns: 150 },
  )
})

test('no word of a note is lost, in Markdown or in HTML', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh_*`<>&[]#'.split('')), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), parts => {
      const text = parts.join(' ')
      const events = eventsOf(declared, { type: 'note.added', text })
      const shown = (html: string) => unescaped(html.replace(/<[^>]*>/g, ''))
      expect(shown(postmortemHtml(fold(events)))).toContain(text)
      expect(shown(marked.parse(postmortemMarkdown(fold(events)), { async: false }))).toContain(text.trim())
    }),
    { numRuns: 200 },
  )
})

test('moments that are missing or in the wrong order make no duration', () => {
  const at = fc.option(fc.integer({ min: noon - 10_000_000, max: noon + 10_000_000 }), { nil: null })
  fc.assert(
    fc.property(fc.record({ started: at, detected: at, mitigated: at, resolved: at }), moments => {
      const data = Object.entries(moments).map(([moment, value]): Datum => {
        const name = moment as 'started'
        if (value === null) return { type: 'moment.recorded', moment: name, known: false, why: '' }
        return { type: 'moment.recorded', moment: name, known: true, why: '', at: value }
      })
      const document = postmortemMarkdown(fold(eventsOf(declared, ...data)))
      expect(document).not.toMatch(/-\d+ (second|minute|hour|day)|NaN|Infinity|undefined|null|Invalid/)
      for (const part of document.split(/^#+ .*$/m).slice(1)) expect(part.trim()).not.toBe('')
    }),
  )
})

test('answers that explain each other in a circle are all there', () => {
  const id = (index: number) => `0195cdf0-0000-7000-8000-${index.toString(16).padStart(12, '0')}`
  const document = postmortemMarkdown(
    fold(
      eventsOf(
        declared,
        { type: 'factor.added', text: 'first', kind: 'why', parent: id(2) },
        { type: 'factor.added', text: 'second', kind: 'why', parent: id(1) },
        { type: 'factor.added', text: 'third', kind: 'why', parent: 'nothing' },
      ),
    ),
  )
  expect(document).toContain('- third\n- first\n  - second')
})

test('ten thousand events make a document with every one of them', () => {
  const notes = Array.from({ length: 10_000 }, (_, index): Datum => ({ type: 'note.added', text: `row ${index}.` }))
  const document = postmortemMarkdown(fold(eventsOf(declared, ...notes)))
  expect(document.match(/-- row \d+\.$/gm)).toHaveLength(10_000)
})

test('an incident of no event that can be read still makes a document', () => {
  expect(postmortemMarkdown(fold([]))).toContain('**Duration**: not recorded')
})

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
