// How a fix was confirmed stands in the document: by the gate, or by a person's reason (people are named by role elsewhere), with what was outside then.
import { expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'

const document = (...events: readonly EventInput[]) => postmortemMarkdown(fold(eventsOf(declared, ...events)))

test('an override shows its reason, who gave it, and what it passed over', () => {
  const outside = { name: 'db health', now: 'timeout', baseline: 'answers ok', inside: false, by: '3 answers failed' }
  const text = document(
    { type: 'gate.overridden', reason: 'the replica is down on purpose', signals: [outside], at: noon + 60_000 },
    { type: 'baseline.accepted', signal: 'api p95 latency', reason: 'the fallback is slower' },
    { type: 'secondary.noted', subject: 'g', text: 'cache is cold', firstAt: noon + 90_000 },
    { type: 'secondary.settled', subject: 'g', how: 'warms up by itself' },
  )
  expect(text).toContain('**Gate overridden**: 12:01 UTC: the replica is down on purpose')
  expect(text).toContain('**db health**: timeout, usually answers ok: outside, 3 answers failed')
  expect(text).toContain('**api p95 latency accepted as usual**: the fallback is slower')
  expect(text).toContain('**New since the fix**: cache is cold, first seen 12:01 UTC: warms up by itself')
})
