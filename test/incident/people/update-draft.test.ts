import { describe, expect, test } from 'vitest'
import { fold } from '../../../src/incident/fold/fold.ts'
import { leaksIn } from '../../../src/incident/people/leaks.ts'
import { draftPage } from '../../../src/incident/people/page-draft.ts'
import { handOffBrief, roleNamed } from '../../../src/incident/people/roles.ts'
import { audiences, draftUpdate, promisedIn, statusToSay } from '../../../src/incident/people/update-draft.ts'
import { minute } from '../../../src/incident/time.ts'
import { statusWords } from '../../../src/incident/vocabulary.ts'
import { type EventInput as Data, declared, eventsOf, noon } from '../../support/events.ts'

const now = noon + 20 * minute
const impact: Data = { type: 'impact.set', text: 'Guest checkout returns 500 for ~31 % of requests' }
const found: Data[] = [
  { type: 'severity.set', severity: 'P1', reason: '' },
  impact,
  { type: 'change.seen', kind: 'deploy', ref: 'a1f3c9e', subject: 'validate', author: 'lee', at: noon - 15 * minute },
  {
    type: 'hypothesis.proposed',
    hypothesisId: 'h1',
    kind: 'deploy',
    title: 'deploy a1f3c9e by lee on web-2',
    suspectSha: 'a1f3c9e04c1e8f3a6b5d2907f4e1c8a3b6d5f2e9',
  },
  { type: 'hypothesis.confirmed', hypothesisId: 'h1' },
  { type: 'rootcause.set', text: 'a1f3c9e by lee broke web-2', hypothesisId: 'h1' },
]
const reverted: Data[] = [
  ...found,
  { type: 'fix.chosen', fixId: 'f1', kind: 'revert', title: 'revert a1f3c9e', targets: ['a1f3c9e'], why: '' },
  { type: 'fix.completed', fixId: 'f1' },
  { type: 'moment.recorded', moment: 'mitigated', known: true, why: '', at: noon + 12 * minute },
  { type: 'monitor.started', windowMs: 15 * minute },
]
const draft = (data: Data[], question: Partial<Parameters<typeof draftUpdate>[1]> = {}) =>
  draftUpdate(fold(eventsOf(declared, ...data)), {
    status: 'Investigating',
    audience: 'stakeholders',
    now,
    ...question,
  })

describe('a drafted update', () => {
  test('says at first what people meet, since when, and when the next one comes', () => {
    expect(draft([impact])).toBe(
      'Investigating: guest checkout returns 500 for ~31 % of requests. It began at 11:57 UTC. ' +
        'The cause is not known yet. We are working on it.\n\n' +
        'Next update by 12:50 UTC, or sooner if anything changes.',
    )
  })

  test('says once the cause is found where it lies, in words for people outside', () => {
    expect(draft(found, { status: 'Identified' })).toContain('A change of ours from 11:45 UTC is the cause.')
  })

  test('says when it works again, what was done, and that it is watched', () => {
    const text = draft(reverted, { status: 'Monitoring' })
    expect(text).toContain('Monitoring: it works again since 12:12 UTC. From 11:57 to 12:12 UTC:')
    expect(text).toContain('It has been reverted. We are watching for 15 minutes before we call it resolved.')
  })

  test('ends with the resolution, which promises no further update', () => {
    const state = fold(eventsOf(declared, ...reverted, { type: 'monitor.completed' }))
    expect(statusToSay(state)).toBe('Resolved')
    const question = { status: 'Resolved', audience: 'stakeholders', now } as const
    expect(draftUpdate(state, question)).toContain('This is the last update.')
    expect(promisedIn(draftUpdate(state, question), state, question)).toBeNull()
  })

  test('says that it goes on where an update was sent before, and what was ruled out since', () => {
    const sent: Data = {
      type: 'update.sent',
      updateId: 'u1',
      status: 'Investigating',
      audience: 'stakeholders',
      text: 'first',
      channels: [],
      nextDueAt: null,
    }
    const ruledOut: Data[] = [
      { type: 'hypothesis.proposed', hypothesisId: 'h2', kind: 'disk', title: 'disk full', suspectSha: null },
      { type: 'hypothesis.rejected', hypothesisId: 'h2', reason: 'half empty' },
    ]
    const text = draft([impact, sent, ...ruledOut])
    expect(text).toContain('Investigating: this goes on, since 11:57 UTC:')
    expect(text).toContain('One possible cause has been ruled out.')
  })

  test.each(audiences.filter(one => one !== 'responders'))(
    'tells %s no names, hosts or commits, in any status',
    audience => {
      for (const status of statusWords) {
        const text = draft(reverted, { status, audience })
        expect(leaksIn(text, { hosts: ['ops-1'], isInside: false }), text).toEqual([])
        expect(text).not.toMatch(/lee|ana|web-2|a1f3c9e/)
      }
    },
  )

  test('tells responders who does what and what is needed', () => {
    const text = draft([{ type: 'role.taken', role: 'scribe', person: 'sam' }], { audience: 'responders' })
    expect(text).toContain('sam is scribe.')
    expect(text).toContain('Needed: a severity; who is affected, and how; an incident commander.')
  })

  test('promises what its own words promise, also past midnight, else what the severity asks', () => {
    const state = fold(eventsOf(declared, ...found))
    const question = { status: 'Identified', audience: 'stakeholders', now } as const
    expect(promisedIn('Next update by 13:05 UTC.', state, question)).toBe(noon + 65 * minute)
    expect(promisedIn('Next update by 00:10 UTC.', state, question)).toBe(noon + (12 * 60 + 10) * minute)
    expect(promisedIn('More soon.', state, question)).toBe(now + 30 * minute)
  })
})

describe('what a text would give away', () => {
  const outside = { hosts: ['ops-1', 'frontdoor'], isInside: false }
  test('names secrets, addresses, machines and commits', () => {
    const text =
      'token=ghp_0123456789abcdef01234567 on web-2 at 10.0.0.3, frontdoor, since a1f3c9e, ask lee@shop.example'
    expect(leaksIn(text, outside).map(one => `${one.kind}: ${one.words}`)).toEqual([
      'secret: a secret',
      'address: 10.0.0.3',
      'address: lee@shop.example',
      'host name: web-2',
      'host name: frontdoor',
      'commit: a1f3c9e',
    ])
  })
  test('lets those who work on it name everything but secrets', () => {
    expect(leaksIn('web-2 at 10.0.0.3', { ...outside, isInside: true })).toEqual([])
    expect(leaksIn('password=hunter2', { ...outside, isInside: true })).toHaveLength(1)
  })
  test('takes plain words and times for what they are', () => {
    expect(leaksIn('From 14:30 to 14:45 UTC about 31 % of 1,200 requests failed for P1 users.', outside)).toEqual([])
  })
})

test('a page says how bad, what, since when, what is known and who asks', () => {
  expect(draftPage(fold(eventsOf(declared, ...found.slice(0, 2))), 'ana@ops-1', now)).toBe(
    'Help is needed on a P1: Guest checkout returns 500 for ~31 % of requests since 11:57 UTC.\n' +
      'The cause is not known. We are in triage, open for 23 min.\nAsked for by ana.',
  )
})

test('a hand-off brief says what the next one will ask', () => {
  const brief = handOffBrief(fold(eventsOf(declared, ...reverted)), now + 60 * minute)
  expect(brief).toContain('P1: 500 errors on /api/checkout, since 11:57 UTC.')
  expect(brief).toContain('Cause: a1f3c9e by lee broke web-2.')
  expect(brief).toContain('Fix: revert a1f3c9e, completed.')
  expect(brief).toContain('Next update due: 12:30 UTC, it is late.')
})

test('a role is known by its name, its start and what it is called for short', () => {
  expect(['IC', 'comm', 'scr', 'comms', 'expert', 'chef', ''].map(roleNamed)).toEqual([
    'incident commander',
    'communications',
    'scribe',
    'communications',
    'expert',
    null,
    null,
  ])
})
