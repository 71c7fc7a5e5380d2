// What a first sentence, a typed time and a symptom are taken for.
import { describe, expect, test } from 'vitest'
import { describeSymptom, titleOf } from '../../src/incident/description.ts'
import { draftSeverity } from '../../src/incident/severity-draft.ts'
import { parseTimeInWords } from '../../src/incident/times-in-words.ts'

const now = Date.UTC(2025, 2, 25, 14, 33)
const at = (hours: number, minutes: number, day = 25) => Date.UTC(2025, 2, day, hours, minutes)

describe('times in words', () => {
  test.each([
    ['14:30', at(14, 30)],
    ['14:30 UTC', at(14, 30)],
    ['15:00', at(15, 0, 24)],
    ['15 minutes ago', at(14, 18)],
    ['10m', at(14, 23)],
    ['2h ago', at(12, 33)],
    ['2025-03-25T14:00:00Z', at(14, 0)],
    ['2025-03-25 14:00', at(14, 0)],
    ['yesterday at 15:00', at(15, 0, 24)],
  ])('%s', (text, expected) => {
    expect(parseTimeInWords(text, now)?.at).toBe(expected)
  })

  test.each(['soon', '', '500 errors', 'checkout'])('"%s" is no time', text => {
    expect(parseTimeInWords(text, now)).toBeNull()
  })
})

describe('descriptions', () => {
  test('an error on an endpoint since a time', () => {
    const text = '500 errors on /api/checkout since 14:30 UTC'
    expect(describeSymptom(text, now)).toEqual({
      text,
      endpoint: '/api/checkout',
      status: 500,
      startedAt: at(14, 30),
      kind: 'errors',
    })
    expect(titleOf(text, now)).toBe('500 errors on /api/checkout')
  })

  test('a login symptom and a slow one', () => {
    const login = describeSymptom('users getting "session expired" immediately after login', now)
    expect(login).toMatchObject({ kind: 'login', endpoint: null, startedAt: null, status: null })
    const slow = describeSymptom('API response times 10x slower than normal', now)
    expect(slow).toMatchObject({ kind: 'slow', endpoint: null, startedAt: null, status: null })
  })
})

describe('severity draft', () => {
  const draft = (text: string) => draftSeverity(describeSymptom(text, now)).severity
  test.each([
    ['500 errors on /api/checkout since 14:30 UTC', 'P1'],
    ['production is down', 'P0'],
    ['logo has the wrong colour', 'P3'],
    ['something odd with the export', 'P2'],
  ])('%s', (text, severity) => {
    expect(draft(text)).toBe(severity)
  })

  test('signals can raise it, and say so', () => {
    const symptom = describeSymptom('something odd', now)
    const raised = draftSeverity(symptom, { failingShare: 0.31, targets: 4, targetsDown: 1 })
    expect(raised).toEqual({ severity: 'P1', reasons: ['1 of 4 health targets fail', '31 % of requests fail'] })
  })
})
