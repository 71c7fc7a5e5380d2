// The document: hostile words cannot break it, and the same events give the same bytes.
import fc from 'fast-check'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { words } from '../../src/postmortem/escape.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { declared, eventsOf } from '../support/events.ts'

test('whatever is written reads as it was written and adds no structure', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab1#*_`[]()<>|~-+.!\\\n &;$=>'.split('')), maxLength: 30 }),
      text => {
        const tokens = marked.lexer(`- 14:30 -- ${words(text)}\n\n### After\n`)
        expect(tokens.map(token => token.type).filter(type => type !== 'space')).toEqual(['list', 'heading'])
        const html = marked.parseInline(words(text), { async: false })
        expect(html).not.toMatch(/<(?!br)/)
      },
    ),
    { numRuns: 500 },
  )
})

test('the same incident gives the same document in any order of its events', () => {
  const events = eventsOf(
    declared,
    { type: 'severity.set', severity: 'P1', reason: 'checkout' },
    { type: 'note.added', text: '### not a heading\n- [ ] not a task' },
    { type: 'rootcause.set', text: 'null <script>', hypothesisId: null },
  )
  const document = postmortemMarkdown(fold(events))
  expect(postmortemMarkdown(fold([...events].reverse()))).toBe(document)
  expect(document.match(/^###? .*/gm)?.slice(0, 4)).toEqual([
    '## Incident Post-Mortem',
    '### Timeline',
    '### Root Cause',
    '### Action Items',
  ])
  expect(document).toContain('null \\<script\\>')
})
