// Templates of one's own: what they may name, what they escape, and mistakes that say where they are.
import { expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { templateFields } from '../../src/postmortem/template/fields.ts'
import { renderTemplate } from '../../src/postmortem/template/render.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const state = fold(
  eventsOf(
    declared,
    { type: 'severity.set', severity: 'P1', reason: '' },
    { type: 'note.added', text: '<b>bold</b> *claims*' },
    { type: 'rootcause.set', text: 'null', hypothesisId: null },
    {
      type: 'action.added',
      actionId: 'a1',
      text: 'test it',
      kind: 'prevent',
      owner: null,
      due: null,
      priority: 'high',
      suggestion: null,
    },
    { type: 'moment.recorded', moment: 'resolved', known: true, why: '', at: noon + 600_000 },
  ),
)
const made = (source: string, format: 'md' | 'html' = 'md') => renderTemplate(source, state, { format, names: false })

test('values, lists, conditions and remarks', () => {
  expect(
    made(
      [
        '# {{ title }} ({{severity}})',
        '{{! nobody reads this }}{{#if drill}}practice{{else}}for real{{/if}}',
        '{{#each actionItems}}',
        '* {{text}} [{{kind}}]{{#if owner}} {{owner}}{{/if}}, {{ severity }}',
        '{{/each}}',
        '{{rootCause}}',
      ].join('\n'),
    ),
  ).toBe('# 500 errors on /api/checkout (P1)\nfor real\n* test it [prevent], P1\n\nnull\n')
})

test('plain values are escaped for the format, sections come rendered', () => {
  const list = '{{#each timeline}}{{text}}\n{{/each}}'
  expect(made(list)).toContain('\\<b\\>bold\\</b\\> \\*claims\\*')
  expect(made(list, 'html')).toContain('&lt;b&gt;bold&lt;/b&gt; *claims*')
  expect(made('{{timelineSection}}', 'html')).toMatch(/^<ol class="timeline">/)
})

test.each([
  ['a\n{{ severty }}', /there is no "severty"/, 2],
  ['{{ Title }}', /did you mean title\?/, 1],
  ['{{#each timeline}}\n{{ when', /\{\{ without \}\}/, 2],
  ['x\n{{#each timeline}}\n', /\{\{#each timeline\}\} is never closed/, 2],
  ['{{#if drill}}\n{{/each}}', /\{\{\/if\}\} is expected: it opened on line 1/, 2],
  ['{{/if}}', /closes nothing/, 1],
  ['\n\n{{else}}', /outside of an \{\{#if\}\}/, 3],
  ['{{ timeline }}', /go through it with \{\{#each timeline\}\}/, 1],
  ['{{#each title}}{{/each}}', /title is no list/, 1],
  ['{{ constructor }}', /there is no "constructor"/, 1],
  ['{{ process.exit() }}', /is no name/, 1],
])('a mistake says what and on which line: %j', (source, message, line) => {
  let mistake: unknown
  try {
    made(source)
  } catch (error) {
    mistake = error
  }
  expect(mistake).toMatchObject({ message: expect.stringMatching(message), line })
})

test('every field is described once and can be put', () => {
  const names = templateFields.map(field => field.name)
  expect(new Set(names).size).toBe(names.length)
  for (const { name, says } of templateFields) {
    expect(says).not.toBe('')
    expect(made(says.includes('list of') ? `{{#each ${name}}}.{{/each}}` : `{{${name}}}`)).toMatch(/\n$/)
  }
})
