// Incidents written down after the fact: every fact comes out of the document again, mistakes have their place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IncidentEvent } from '../../src/incident/events.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { postmortemMarkdown } from '../../src/postmortem/markdown.ts'
import { enterWritten } from '../../src/postmortem/written/enter.ts'
import { WrittenMistake } from '../../src/postmortem/written/entering.ts'
import { checkWritten } from '../../src/postmortem/written/reading.ts'
import { writtenTime } from '../../src/postmortem/written/times.ts'
import { instantOfWall } from '../../src/postmortem/zone.ts'
import { createSession } from '../../src/store/session.ts'
import { noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'

function entered(file: unknown) {
  const checked = checkWritten(file)
  if ('wrong' in checked) throw new Error(JSON.stringify(checked.wrong))
  let count = 0
  const newId = () => `id-${String(++count).padStart(4, '0')}`
  const options = { record: memoryRecord(), incidentId: 'i1', identity: 'ana@ops-1', actor: 'a', readOnly: false }
  const session = createSession({ ...options, now: () => noon, newId, runEffect: () => undefined })
  enterWritten(checked.written, {
    newId,
    now: noon,
    act: (intent, path): readonly IncidentEvent[] => {
      const done = session.dispatch(intent)
      if ('refused' in done) throw new WrittenMistake(done.refused, path)
      return done.events
    },
  })
  return fold(session.events())
}

const fullDisk = {
  title: 'Uploads fail, then the whole site',
  service: 'photos',
  severities: [
    { at: '2024-05-01 23:10', severity: 'P2' },
    { at: '2024-05-02 00:40', severity: 'P0', reason: 'the site is down' },
  ],
  zone: 'Europe/Berlin',
  started: '2024-05-01 22:55',
  detected: { at: '2024-05-02 00:38', how: 'the pager rang: site down' },
  mitigated: '2024-05-02 01:06',
  resolved: '2024-05-02 18:27',
  roles: { 'on-call': 'mika' },
  impact: 'Nobody could upload; for 28 minutes nobody could see anything',
  figures: [{ measure: 'failed uploads', value: 48_210, about: true, source: 'access log' }],
  timeline: [
    { at: '2024-05-01 22:55', text: 'first uploads fail', key: true },
    { at: '2024-05-01 23:00', text: 'seen in [the chat](https://chat.example/1)' },
    { at: '2024-05-02 00:38', kind: 'alert', text: 'site down' },
    { at: '00:52', text: 'asks Jo for access to the host', who: 'mika' },
    { at: '00:57', until: '01:03', text: 'old thumbnails deleted', who: 'Jo' },
  ],
  rootCauses: ['Thumbnails were never cleaned up', 'The job that cleans up had been off since March'],
  trigger: 'a batch of large pictures',
  contributingFactors: ['no alert on disk space'],
  whys: [
    {
      why: 'The disk was full',
      because: [{ why: 'nothing was deleted', because: [{ why: 'the job was off' }] }, { why: 'nobody was told' }],
    },
  ],
  actionItems: [
    {
      text: 'Alert below 10 % free',
      kind: 'detect',
      priority: 'high',
      owner: 'mika',
      link: 'https://example.com/issues/7',
    },
    'Move thumbnails elsewhere',
  ],
}

test('every fact of an incident with a zone, two days, a window, several causes and figures comes out', () => {
  const state = entered(fullDisk)
  expect(new Date(state.moments.started as number).toISOString()).toBe('2024-05-01T20:55:00.000Z')
  const document = postmortemMarkdown(state)
  for (const fact of [
    '**Date**: 2024-05-01 to 2024-05-02',
    '**Duration**: 19 hours 32 minutes (20:55 - 2024-05-02 16:27 UTC; 22:55 - 18:27 Europe/Berlin)',
    '**Severity**: P0',
    '- 20:55 -- first uploads fail',
    '- 21:00 -- seen in the chat (<https://chat.example/1>)',
    '- 22:52 -- asks responder 1 for access to the host (on-call)',
    '- 22:57 to 23:03 -- old thumbnails deleted (responder 1)',
    '- Thumbnails were never cleaned up\n- The job that cleans up had been off since March',
    'Trigger: a batch of large pictures',
    '- [ ] Alert below 10 % free (owner mika, <https://example.com/issues/7>) -- detect, high priority',
    '- [ ] Move thumbnails elsewhere -- prevent, medium priority',
    '- **Failed uploads**: about 48,210 (access log)',
    '- **At P2**: 1 hour 45 minutes',
    '- **Detected**: 22:38 UTC, 1 hour 43 minutes after the start',
    'the pager rang: site down',
    '- The disk was full\n  - nothing was deleted\n    - the job was off\n  - nobody was told',
  ])
    expect(document).toContain(fact)
  expect(document).not.toContain('declared')
  expect(postmortemMarkdown(state, { names: true })).toContain('asks Jo for access to the host (mika)')
})

test('times known only to the day, windows and approximate times stay what they are', () => {
  const document = postmortemMarkdown(
    entered({
      title: 'Mail arrives late',
      started: '2024-03-04',
      mitigated: 'about 2024-03-05 20:00Z',
      resolved: '2024-03-06',
      timeline: [
        { at: '2024-03-04', until: '2024-03-06', text: 'mail arrives hours late, on and off' },
        { at: 'about 2024-03-05 20:00', text: 'queue drained' },
      ],
    }),
  )
  expect(document).toContain('**Duration**: about 2 days (2024-03-04 - 2024-03-06)')
  expect(document).toContain('- 2024-03-04 to 2024-03-06 -- mail arrives hours late, on and off')
  expect(document).toContain('- about 2024-03-05 20:00 -- queue drained')
  expect(document).toContain('- **Detected**: not recorded')
})

test('several windows of impact: the whole and each with its duration; minutes at a severity are those that were felt', () => {
  const document = postmortemMarkdown(
    entered({
      title: 'Search fails now and then',
      zone: 'UTC',
      severities: [
        { at: '2024-06-03 10:00', severity: 'P2' },
        { at: '2024-06-03 11:30', severity: 'P1' },
      ],
      started: '2024-06-03 10:00',
      resolved: '2024-06-03 12:10',
      windows: [
        { from: '10:00', until: '10:20', text: 'one search in ten' },
        { from: '11:00', until: '12:00', text: 'every search' },
        { from: '13:50', until: '14:10', text: 'slow', zone: 'Europe/Berlin' },
      ],
    }),
  )
  expect(document).toContain(
    '**Duration**: 2 hours 10 minutes (10:00 - 12:10 UTC), felt for 1 hour 30 minutes in 3 windows ' +
      '(10:00 - 10:20 UTC, 20 minutes: one search in ten; 11:00 - 12:00 UTC, 1 hour: every search; ' +
      '11:50 - 12:10 UTC, 20 minutes: slow)',
  )
  expect(document).toContain('- **Window 2**: 11:00 - 12:00 UTC, 1 hour: every search')
  expect(document).toContain('- **At P2**: 50 minutes\n- **At P1**: 40 minutes')
})

test('a row in a zone of its own shows both clocks; markup of one line leaves its words, points keep their inner lists', () => {
  const document = postmortemMarkdown(
    entered({
      title: 'Mail stands still',
      started: '2024-06-03 07:00Z',
      timeline: [
        { at: '2024-06-03 09:05', zone: 'Europe/Berlin', text: '**Queue** full, see <https://mail.example/q>' },
        { at: '2024-06-03 07:10Z', text: 'picture: ![the queue](https://mail.example/q.png) of `mq-1`' },
      ],
      lessons: ['Watch the queue:\n\n- its length\n- its age', 'Two is one'],
    }),
  )
  expect(document).toContain('- 07:05 (09:05 Europe/Berlin) -- Queue full, see <https://mail.example/q>')
  expect(document).toContain('- 07:10 -- picture: the queue (<https://mail.example/q.png>) of mq-1')
  expect(document).toMatch(/- Watch the queue:\n+ {2}- its length\n {2}- its age\n+- Two is one/)
})

test.each([
  [{ title: 'x', sumary: 'typo' }, /unknown key "sumary"/, ['sumary']],
  [{ service: 'x' }, /title is missing/, []],
  [{ title: 'x', severity: 'SEV1' }, /P0/, ['severity']],
  [{ title: 'x', actionItems: [{ text: 'a', due: 'soon' }] }, /YYYY-MM-DD/, ['actionItems', 0, 'due']],
])('a mistake in the file is named with its place: %j', (file, message, path) => {
  const checked = checkWritten(file)
  if (!('wrong' in checked)) throw new Error('accepted')
  expect(checked.wrong[0]).toMatchObject({ message: expect.stringMatching(message), path })
})

test.each([
  [{ title: 'x', started: '2024-02-30 10:00' }, /is no time/, ['started']],
  [{ title: 'x', timeline: [{ at: '10:00', text: 'a day is missing' }] }, /is no time/, ['timeline', 0, 'at']],
  [{ title: 'x', zone: 'Mars/Base', started: '2024-01-01' }, /is no zone/, ['zone']],
  [{ title: 'x', started: '2024-01-02', resolved: '2024-01-01' }, /before the start/, ['resolved']],
  [{ title: 'x', windows: [{ from: '2024-01-02', until: '2024-01-01' }] }, /before its beginning/, ['windows', 0]],
  [
    { title: 'x', timeline: [{ at: '2024-01-02 10:00', zone: 'Mars/Base', text: 'a' }] },
    /is no zone/,
    ['timeline', 0, 'zone'],
  ],
  [
    { title: 'x', timeline: [{ at: '2024-01-02 10:00', until: '09:00', text: 'a' }] },
    /before its beginning/,
    ['timeline', 0],
  ],
])('what cannot be is refused with its place: %j', (file, message, path) => {
  let mistake: unknown
  try {
    entered(file)
  } catch (error) {
    mistake = error
  }
  expect(mistake).toMatchObject({ message: expect.stringMatching(message), path })
})

test('a clock time in a zone is the instant at which its clocks showed it, also around the change to summer time', () => {
  const time = (text: string, zone = 'America/New_York') => writtenTime(text, { zone, day: null })?.at
  expect(time('2024-03-10 01:59')).toBe(Date.UTC(2024, 2, 10, 6, 59))
  expect(time('2024-03-10 03:00')).toBe(Date.UTC(2024, 2, 10, 7))
  expect(time('2024-01-01 12:00+05:30')).toBe(Date.UTC(2024, 0, 1, 6, 30))
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }), at => {
      const whole = Math.floor(at / 60_000) * 60_000
      expect(instantOfWall(whole + 5.75 * 3_600_000, 'Asia/Kathmandu')).toBe(whole)
    }),
  )
})
