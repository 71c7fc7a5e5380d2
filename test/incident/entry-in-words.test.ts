// What a person types into the timeline: the time at its beginning, and the words that are left.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryInWords, timeInField } from '../../src/incident/entry-in-words.ts'
import { toIso } from '../../src/incident/time.ts'

const now = Date.UTC(2025, 2, 25, 15)
const said = (text: string) => {
  const { at, endsAt, ...rest } = entryInWords(text, now)
  return { ...rest, ...(at !== undefined && { at: toIso(at) }), ...(endsAt !== undefined && { endsAt: toIso(endsAt) }) }
}

describe('an entry in words', () => {
  test.each([
    ['14:30 errors began', { text: 'errors began', at: '2025-03-25T14:30:00.000Z' }],
    ['~14:30 guests only', { text: 'guests only', at: '2025-03-25T14:30:00.000Z', precision: 'about' }],
    ['14:30-14:45 frozen', { text: 'frozen', at: '2025-03-25T14:30:00.000Z', endsAt: '2025-03-25T14:45:00.000Z' }],
    ['23:50 – 00:10 night', { text: 'night', at: '2025-03-24T23:50:00.000Z', endsAt: '2025-03-25T00:10:00.000Z' }],
    ['15:30 +01:00 call', { text: 'call', at: '2025-03-25T14:30:00.000Z' }],
    ['15:30 CET call', { text: 'call', at: '2025-03-25T14:30:00.000Z' }],
    ['24 Mar 23:58 deploy', { text: 'deploy', at: '2025-03-24T23:58:00.000Z' }],
    ['2025-03-24 found later', { text: 'found later', at: '2025-03-24T00:00:00.000Z', precision: 'day' }],
    ['5 minutes ago, restarted', { text: 'restarted', at: '2025-03-25T14:55:00.000Z' }],
    ['14:30 POST /api fails', { text: 'POST /api fails', at: '2025-03-25T14:30:00.000Z' }],
  ])('"%s"', (text, meant) => expect(said(text)).toEqual(meant))

  test.each(['500 errors since 14:30', '10 users see it', '25:99 no time', 'pod-14:30 restarted', '10m rows'])(
    'no time is read into "%s"',
    text => expect(said(text)).toEqual({ text }),
  )

  test('in a field a time is all there is, and a bare clock time is of the day of what is edited', () => {
    const yesterday = Date.UTC(2025, 2, 24, 14, 36)
    expect(toIso(timeInField('14:35', now, yesterday)?.at ?? 0)).toBe('2025-03-24T14:35:00.000Z')
    expect(toIso(timeInField('10m', now)?.at ?? 0)).toBe('2025-03-25T14:50:00.000Z')
    expect(timeInField('14:35 and more', now)).toBeNull()
    expect(timeInField('soon', now)).toBeNull()
  })

  test('never loses a word, and a bare clock time never lies ahead', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.array(word), (h, m, words) => {
        const text = words.join(' ')
        const entry = entryInWords(`${h}:${String(m).padStart(2, '0')} ${text}`, now)
        expect(entry.text).toBe(text)
        expect(entry.at).toBeLessThanOrEqual(now)
      }),
    )
  })
})
