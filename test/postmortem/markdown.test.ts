// The document: hostile words cannot break it, and the same events give the same bytes.
import fc from 'fast-check'
import { lint } from 'markdownlint/sync'
import { marked } from 'marked'
import { expect, test } from 'vitest'
import { command } from '../../src/incident/command.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { words } from '../../src/postmortem/escape.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

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

const full = eventsOf(
  declared,
  { type: 'severity.set', severity: 'P1', reason: 'checkout' },
  { type: 'impact.set', text: 'Checkout fails for ~30% of users' },
  {
    type: 'change.seen',
    kind: 'deploy',
    ref: 'a1f3c9e',
    subject: 'validate payment methods',
    author: 'lee',
    at: noon - 900_000,
  },
  { type: 'hypothesis.proposed', hypothesisId: 'h1', kind: 'deploy', title: 'deploy a1f3c9e', suspectSha: 'a1f3c9e' },
  {
    type: 'hypothesis.scored',
    hypothesisId: 'h1',
    score: 81.2,
    reasons: [{ text: '15 min before | onset', points: 30 }],
  },
  { type: 'hypothesis.confirmed', hypothesisId: 'h1' },
  {
    type: 'rootcause.set',
    text: 'null `paymentMethods` of guests, see https://example.com/pull/287_x',
    hypothesisId: 'h1',
  },
  { type: 'command.started', runId: 'r1', spec: command(['git', 'log', '-1']), purpose: { kind: 'adhoc' }, pid: null },
  { type: 'command.ended', runId: 'r1', exitCode: 0, outcome: 'exited', durationMs: 1200, artifact: null, tail: '' },
  { type: 'mitigation.applied', mitigationId: 'm1', name: 'guest checkout off', undo: null, expect: null },
  {
    type: 'action.added',
    actionId: 'a1',
    text: 'Add a test',
    kind: 'prevent',
    owner: 'lee',
    due: '2025-04-01',
    priority: 'high',
    suggestion: null,
  },
  { type: 'factor.added', text: 'no test for guests', kind: 'why', parent: null },
  {
    type: 'factor.added',
    text: 'guests were added later',
    kind: 'why',
    parent: '0195cdf0-0000-7000-8000-00000000000c',
  },
  {
    type: 'section.written',
    section: 'wentWell',
    text: '# Calm\n- everyone *knew* what to do\n  1. first\n  2. <b>second</b>\n\nsee [the log](https://example.com/a) and [this](javascript:alert(1))\n\n```\nrm -rf /\n```',
  },
  { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at: noon + 600_000 },
  { type: 'moment.recorded', moment: 'resolved', known: true, why: '', at: noon + 1_500_000 },
)

test('a full document passes markdownlint, and what a person wrote stands in it word for word', () => {
  const document = postmortemMarkdown(fold(full))
  expect(lint({ strings: { document } }).document).toEqual([])
  expect(document).toContain('**Duration**: 28 minutes (11:57 - 12:25 UTC)')
  expect(document).toContain('- 12:00 -- git log -1: exit 0 after 1.2 s (C1)')
  expect(document).toContain('- C1: `git log -1` -- 12:00 UTC, exit 0 after 1.2 s')
  expect(document).toContain('  - guests were added later')
  expect(document).toContain('<https://example.com/pull/287_x>')
  expect(document).toContain('[the log](<https://example.com/a>)')
  expect(marked.parse(document, { async: false })).not.toMatch(/href="javascript|<script/)
  expect(document).toContain('- [ ] Decide whether the mitigation "guest checkout off" stays, on since 12:00 UTC')
})
