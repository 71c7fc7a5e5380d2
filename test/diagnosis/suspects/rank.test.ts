// The ranking as a person uses it: what is said, in which order, and that every figure is the sum of what is shown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankSuspects } from '../../../src/diagnosis/suspects/rank.ts'
import type { CandidateChange } from '../../../src/diagnosis/suspects/types.ts'
import { hour, minute } from '../../../src/incident/time.ts'

const onsetAt = Date.parse('2025-03-25T14:30:00Z')

function change(sha: string, subject: string, rest: Partial<CandidateChange> = {}): CandidateChange {
  return { sha, subject, author: 'lee', at: onsetAt - hour, paths: [], ...rest }
}

/** Changes of an ordinary morning, newest first, ten minutes apart. */
const morning = [
  'Bump eslint from 9.1.0 to 9.2.0',
  'Show the delivery date on the order page',
  'Cache product images for a day',
  'Guest checkout reads paymentMethods from the profile',
  'Move the search index to its own volume',
  'docs: explain the release calendar',
].map((subject, index) => change(`sha${index}`, subject, { at: onsetAt - (index + 1) * 10 * minute }))

const order = (changes: readonly CandidateChange[], symptomText: string) =>
  rankSuspects({ changes, symptomText, onsetAt }).suspects.map(suspect => suspect.sha)
const reasonsFor = (changes: readonly CandidateChange[], symptomText: string, sha: string) =>
  rankSuspects({ changes, symptomText, onsetAt })
    .suspects.find(suspect => suspect.sha === sha)
    ?.reasons.map(({ text, points }) => `${points} ${text}`)

describe('the ranking of suspects', () => {
  test('a change that speaks of the symptom comes before newer ones that do not, and says so', () => {
    const symptomText = "500 errors on /api/checkout: Cannot read properties of null (reading 'paymentMethods')"
    const { suspects, clear, verdict } = rankSuspects({ changes: morning, symptomText, onsetAt })
    expect(suspects[0]?.sha).toBe('sha3')
    expect({ clear, verdict }).toEqual({
      clear: true,
      verdict: 'likely sha3 Guest checkout reads paymentMethods from the profile',
    })
    expect(reasonsFor(morning, symptomText, 'sha3')).toEqual([
      '31.7 4th newest of 6 changes before the onset',
      '-0.1 landed 40 min before the onset',
      '19.4 its subject names "checkout", "payment", "methods"',
      '28.1 its subject or paths name "checkout", "payment", "methods"',
    ])
  })

  test('where no change speaks of it there is no clear suspect, only an order by time', () => {
    const { suspects, clear, verdict } = rankSuspects({ changes: morning, symptomText: 'disk full', onsetAt })
    expect(suspects[0]?.sha).toBe('sha1')
    expect(clear).toBe(false)
    expect(verdict).toMatch(/^no clear suspect: no change speaks of this/)
    expect(rankSuspects({ changes: [], symptomText: 'x', onsetAt })).toMatchObject({ suspects: [], clear: false })
  })

  test('a lone change is not guilty because it is alone: without a word it is less likely than not', () => {
    const first = (changes: readonly CandidateChange[], symptomText: string) => {
      const { suspects, none, clear } = rankSuspects({ changes, symptomText, onsetAt })
      return { p: suspects[0]?.p ?? 0, none, clear }
    }
    const symptomText = 'TypeError: cannot read refund of null'
    const harmless = first([change('a', 'Larger buttons on the order page')], symptomText)
    expect(harmless.p).toBeLessThan(0.5)
    expect(harmless.none).toBeGreaterThan(0.5)
    const document = first([change('a', 'docs: how to write a release note')], symptomText)
    expect(document.p).toBeLessThan(harmless.p / 2)
    const speaking = first([change('a', 'Partial refund of an order', { paths: ['src/refund.js'] })], symptomText)
    expect(speaking).toMatchObject({ clear: true })
    expect(speaking.p).toBeGreaterThan(0.75)
    expect(speaking.p).toBeLessThan(0.95)
  })

  test('changes after the onset are no candidates', () => {
    const later = change('later', 'Guest checkout', { at: onsetAt + 1 })
    expect(order([later, ...morning], 'guest checkout')).not.toContain('later')
  })

  test('a stack trace names the file: its change comes first, and one that wrote the very line does before it', () => {
    const text = 'TypeError: x is null\n    at price (/app/src/cart/price.js:12:7)\n    at run (node:internal/x:1:1)'
    const old = change('old', 'Tidy', { at: onsetAt - 5 * hour, paths: ['src/cart/price.js'] })
    expect(order([...morning, old], text)[0]).toBe('old')
    expect(reasonsFor([...morning, old], text, 'old')).toContain(
      '40 touches src/cart/price.js, a file of the stack trace',
    )
    const wrote = { ...old, sha: 'wrote', wroteFrame: { path: 'src/cart/price.js', line: 12, depth: 1 } }
    expect(order([...morning, old, wrote], text)[0]).toBe('wrote')
  })

  test('what was already reverted, documentation and routine stand behind; a named package does not', () => {
    const bad = change('bad1234', 'Sort the basket by price', { at: onsetAt - 3 * hour })
    const revert = change('rev', 'Revert "Sort the basket by price"', { at: onsetAt - 2 * hour })
    expect(reasonsFor([revert, bad], 'basket', 'bad1234')).toContain('-15 was already reverted, 2 h before the onset')
    expect(reasonsFor(morning, 'x', 'sha5')).toContain('-12 documentation, comments or formatting only')
    expect(order(morning, 'x').indexOf('sha0')).toBeGreaterThan(0)
    expect(order(morning, 'eslint: unexpected token')[0]).toBe('sha0')
  })

  test('changed lines are weighed once they were read, and a large change does not win by its size', () => {
    const small = change('small', 'Tidy', { changedText: 'const zone = isoformat(date)' })
    const large = change('large', 'Vendor', { changedText: `${'other words here '.repeat(3000)} isoformat` })
    const quiet = morning.map(one => ({ ...one, changedText: 'some other line' }))
    const { suspects } = rankSuspects({
      changes: [...quiet, large, small],
      symptomText: 'Invalid isoformat string',
      onsetAt,
    })
    expect(suspects[0]?.sha).toBe('small')
    expect(suspects[0]?.reasons.at(-1)?.text).toBe('changes lines that mention "isoformat"')
    const counters = morning.map(one => ({ ...one, changedText: '1\n2' }))
    const symptomText = 'guest checkout'
    expect(rankSuspects({ changes: counters, symptomText, onsetAt })).toEqual(
      rankSuspects({ changes: morning, symptomText, onsetAt }),
    )
  })

  test('every score is the sum of its reasons, the probabilities and that of none add up to one, and the order of input does not matter', () => {
    const word = fc.constantFrom(
      'checkout',
      'cart',
      'fix',
      'docs',
      'Revert',
      'Bump a from 1 to 2',
      'price.js',
      'Windows',
    )
    const text = fc.array(word, { maxLength: 6 }).map(words => words.join(' '))
    const any = fc.record({ subject: text, paths: fc.array(text, { maxLength: 4 }), changedText: text })
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 30 }), text, (parts, symptomText) => {
        const changes = parts.map((part, index) => ({
          ...change(`c${index}`, ''),
          ...part,
          at: onsetAt - index * hour,
        }))
        const ranking = rankSuspects({ changes, symptomText, onsetAt })
        for (const { score, reasons } of ranking.suspects)
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6)
        expect(ranking.suspects.reduce((sum, { p }) => sum + p, ranking.none)).toBeCloseTo(1, 9)
        for (const [index, { p }] of ranking.suspects.entries()) {
          expect(p).toBeLessThan(1)
          expect(p).toBeLessThanOrEqual(ranking.suspects[index - 1]?.p ?? 1)
        }
        expect(rankSuspects({ changes: [...changes].reverse(), symptomText, onsetAt })).toEqual(ranking)
      }),
      { numRuns: 60 },
    )
  })
})
