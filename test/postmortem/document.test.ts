// What the document says where facts are inexact, several, missing or impossible.
import { expect, test } from 'vitest'
import type { EventData } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { completenessOf } from '../../src/postmortem/completeness.ts'
import { postmortemDocument, sectionOf } from '../../src/postmortem/document.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { declared, eventsOf, noon } from '../support/events.ts'

const day = 24 * 3_600_000
const moment = (name: 'started' | 'detected' | 'mitigated' | 'resolved', at: number, precision?: 'about' | 'day') =>
  ({ type: 'moment.recorded', moment: name, known: true, why: '', at, ...(precision && { precision }) }) as const
const markdownOf = (...data: readonly (EventData & { readonly at?: number })[]) =>
  postmortemMarkdown(fold(eventsOf(declared, ...data)))

test('what is not recorded is said, and no heading stands over nothing', () => {
  const document = markdownOf()
  expect(document).toContain('**Duration**: not resolved yet (since 11:57 UTC)')
  expect(document).toContain('**Severity**: not recorded')
  expect(document).toContain('**Impact**: not recorded; reported as: 500 errors on /api/checkout')
  expect(document).toContain('### Root Cause\nNot recorded.')
  expect(document).toContain('### Action Items\nNone is recorded.')
  for (const part of document.split(/^#+ .*$/m).slice(1)) expect(part.trim()).not.toBe('')
})

test('times known to the day or about make durations that say so', () => {
  const toTheDay = markdownOf(moment('started', noon - 5 * day, 'day'), moment('resolved', noon, 'day'))
  expect(toTheDay).toContain('**Date**: 2025-03-20 to 2025-03-25')
  expect(toTheDay).toContain('**Duration**: about 5 days (2025-03-20 - 2025-03-25)')
  const about = markdownOf(moment('started', noon - 3_600_000, 'about'), moment('resolved', noon))
  expect(about).toContain('**Duration**: about 1 hour (about 11:00 - 12:00 UTC)')
  expect(about).toContain('- about 11:00 -- started')
})

test('an end before the start is no duration', () => {
  const document = markdownOf(moment('started', noon), moment('resolved', noon - 600_000))
  expect(document).toContain('**Duration**: not recorded (its end, 11:50 UTC, lies before its start, 12:00)')
  expect(document).not.toMatch(/-\d+ (second|minute|hour)/)
})

test('a stretch of time is one row from its beginning to its end, and a zone stands beside UTC', () => {
  const document = markdownOf(
    { type: 'note.added', text: 'errors come and go', at: noon - day, endsAt: noon },
    { type: 'zone.set', zone: 'Europe/Berlin' },
    moment('resolved', noon + 60_000),
  )
  expect(document).toContain('- 2025-03-24 12:00 to 2025-03-25 12:00 -- errors come and go')
  expect(document).toContain('(11:57 - 12:01 UTC; 12:57 - 13:01 Europe/Berlin)')
})

test('several causes stand beside each other, and one that is rejected goes', () => {
  const cause = (text: string, hypothesisId: string | null, also: boolean) =>
    ({ type: 'rootcause.set', text, hypothesisId, ...(also && { also }) }) as const
  const proposed = {
    type: 'hypothesis.proposed',
    hypothesisId: 'h2',
    kind: 'own',
    title: 'cache',
    suspectSha: null,
  } as const
  const events = [cause('the disk filled', null, false), proposed, cause('the cache kept errors', 'h2', true)]
  expect(markdownOf(...events)).toContain('### Root Cause\n- the disk filled\n- the cache kept errors\n')
  const rejected = { type: 'hypothesis.rejected', hypothesisId: 'h2', reason: 'it was off' } as const
  expect(markdownOf(...events, rejected)).toContain('### Root Cause\nthe disk filled\n')
})

test('figures of the impact carry units and how they are known; the last for a measure counts', () => {
  const measured = (value: number | null) =>
    ({
      type: 'impact.measured',
      measure: 'failed requests',
      value,
      unit: '',
      precision: 'about',
      source: 'load balancer',
    }) as const
  expect(markdownOf(measured(12), measured(3_700_000))).toContain(
    '- **Failed requests**: about 3,700,000 (load balancer)',
  )
  expect(markdownOf(measured(12), measured(null))).not.toContain('load balancer')
})

test('what a person wrote replaces the draft prose and never the facts', () => {
  const state = fold(eventsOf(declared, { type: 'section.written', section: 'detection', text: 'A customer called.' }))
  const section = sectionOf(postmortemDocument(state), 'detection')
  expect(section?.blocks.map(block => block.kind)).toEqual(['written', 'facts'])
  expect(section).toMatchObject({ state: 'written', draft: expect.stringContaining('By a person') })
})

test('people appear by their role, and by name only where names are asked for', () => {
  const state = fold(
    eventsOf(
      declared,
      { type: 'role.taken', role: 'commander', person: 'ana' },
      { type: 'note.added', text: 'ana@ops-1 drained web-2, ana watched' },
      { type: 'note.added', text: 'restarted the server', who: 'kim' },
    ),
  )
  const byRole = postmortemMarkdown(state)
  expect(byRole).toContain('the commander drained web-2, the commander watched (commander)')
  expect(byRole).not.toMatch(/\bana\b|ops-1|kim/)
  expect(postmortemMarkdown(state, { names: true })).toContain('restarted the server (kim)')
})

test('the severity says how much is asked for', () => {
  const severity = (value: 'P1' | 'P3') =>
    fold(eventsOf(declared, { type: 'severity.set', severity: value, reason: '' }))
  const asked = (value: 'P1' | 'P3') => completenessOf(severity(value)).demands.map(one => one.id)
  expect(asked('P1')).toContain('rootCause')
  expect(asked('P3')).not.toContain('rootCause')
  expect(completenessOf(severity('P1')).toClose).toContain('a P1 needs a root cause')
})
