import { describe, expect, test } from 'vitest'
import { fold } from '../../src/incident/fold/fold.ts'
import { digestOf, type IncidentDigest } from '../../src/memory/digest.ts'
import { figuresOf, openActions } from '../../src/memory/figures.ts'
import { searchIncidents } from '../../src/memory/search.ts'
import { type Likeness, similarIncidents } from '../../src/memory/similar.ts'
import { numbers, pastDigests, pastEvents } from '../support/past.ts'

const now = Date.UTC(2026, 5, 1)
const minute = 60_000

describe('similar incidents', () => {
  test('the twin of the present incident comes first in at least 9 of 10, told in other words', () => {
    const next = numbers(7)
    let first = 0
    for (let round = 0; round < 50; round += 1) {
      const past = pastDigests(200, round + 1)
      const twin = past[Math.floor(next() * past.length)] as IncidentDigest
      const found = similarIncidents(retold(twin), past)
      if (found[0]?.digest.symptom === twin.symptom) first += 1
    }
    expect(first).toBeGreaterThanOrEqual(45)
  })

  test('every score is the sum of the reasons it shows', () => {
    const past = pastDigests(60)
    for (const one of past.slice(0, 20).flatMap(twin => similarIncidents(retold(twin), past)))
      expect(one.reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(one.score)
  })

  test('nothing is offered where nothing fits, and a drill never is', () => {
    const strange: Likeness = {
      ...{ id: null, symptom: 'penguins ate the lighthouse', endpoint: null, service: null },
      ...{ errors: [], causeKinds: [] },
    }
    expect(similarIncidents(strange, pastDigests(100))).toEqual([])
    const drills = pastDigests(20).map(one => ({ ...one, drill: 'bad-deploy' }))
    expect(similarIncidents(retold(drills[3] as IncidentDigest), drills)).toEqual([])
  })
})

describe('figures', () => {
  const three = pastDigests(3).map((one, index) => withTimes(one, [10, 20, 600][index] as number))

  test('times are a median with their range and number, and unknown or negative ones count nowhere', () => {
    const odd = { ...three[0], moments: { ...three[0]!.moments, resolved: three[0]!.moments.started! - 1 } }
    const figures = figuresOf([...three, odd as IncidentDigest])
    expect(figures.times.resolve).toEqual({ median: 20 * minute, least: 10 * minute, most: 600 * minute, of: 3 })
    expect(figuresOf([]).times.detect).toBeNull()
  })

  test('months have no gaps, and a cause that came twice is named', () => {
    const early = pastDigests(60).filter((_, index) => index < 10 || index > 50)
    const figures = figuresOf(early)
    expect(figures.months.map(one => one.month)).toEqual(['2025-01', '2025-02', '2025-03'])
    expect(figures.months[1]?.count).toBe(0)
    expect(figures.months.reduce((sum, one) => sum + one.count, 0)).toBe(early.length)
    expect(figures.repeated[0]?.ids.length).toBeGreaterThan(1)
  })

  test('open action items come oldest first with their age', () => {
    const item = {
      id: 'a',
      text: 'alert',
      kind: 'detect',
      priority: 'high',
      owner: null,
      due: null,
      link: null,
    } as const
    const [one, two] = pastDigests(2) as [IncidentDigest, IncidentDigest]
    const young = { ...one, actions: [{ ...item, done: false, at: now - minute }] }
    const old = {
      ...two,
      actions: [
        { ...item, done: false, at: now - 5 * minute },
        { ...item, done: true, at: 0 },
      ],
    }
    expect(openActions([young, old], now).map(action => action.ageMs)).toEqual([5 * minute, minute])
  })
})

describe('search', () => {
  const past = pastDigests(80)

  test('fuzzy words find titles, causes, services and people', () => {
    const found = searchIncidents('certificte checkout', past, now).digests
    expect(searchIncidents('certificate checkout', past, now).digests[0]?.title).toContain('certificate')
    expect(found.length).toBeLessThan(past.length)
  })

  test('filters narrow, are shown, and drills stay out unless asked for', () => {
    const drill = { ...past[0], drill: 'slow-api' } as IncidentDigest
    const found = searchIncidents('P1 service:checkout', [...past, drill], now)
    expect(found.filters).toEqual(['P1', 'service:checkout'])
    expect(found.digests.every(one => one.severity === 'P1' && one.service === 'checkout')).toBe(true)
    expect(searchIncidents('drills', [...past, drill], now).digests).toEqual([drill])
    expect(searchIncidents('since:1d', past, now).digests).toEqual([])
  })
})

test('a digest holds what the state says', () => {
  const [past] = pastDigests(1) as [IncidentDigest]
  const digest = digestOf(fold(pastEvents(past, 20)))
  expect(digest).toMatchObject({
    ...{ id: past.id, title: past.title, severity: past.severity, status: 'closed', service: past.service },
    ...{ rootCause: past.rootCause, causeKinds: past.causeKinds, endpoint: past.endpoint, eventCount: 20 },
  })
  expect(digestOf(fold([]))).toBeNull()
})

/** The same trouble, as somebody else would say it on another day. */
function retold(twin: IncidentDigest): Likeness {
  const words = twin.symptom.split(' ')
  return {
    id: null,
    symptom: `customers complain: ${words.slice(-4).join(' ')} shows ${words.slice(0, 2).join(' ')}`,
    endpoint: null,
    service: twin.service,
    errors: twin.errors.map(error => error.replace('while loading', 'loading')),
    causeKinds: [],
  }
}

function withTimes(one: IncidentDigest, minutes: number): IncidentDigest {
  const { started } = one.moments
  return { ...one, moments: { ...one.moments, resolved: (started ?? 0) + minutes * minute } }
}
