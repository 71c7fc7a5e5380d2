// Corrections of the timeline: nothing is rewritten, everything stays readable, and the order of arrival does not matter.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from '../../src/incident/decide/decide.ts'
import { fold } from '../../src/incident/fold/fold.ts'
import { mergedTexts } from '../../src/incident/merge-texts.ts'
import { minute } from '../../src/incident/time.ts'
import { declared, type EventInput, eventsOf, noon } from '../support/events.ts'

const note = (text: string): EventInput => ({ type: 'note.added', text })
const id = (index: number) => `0195cdf0-0000-7000-8000-${index.toString(16).padStart(12, '0')}`
const context = { now: noon + 60 * minute, readOnly: false, actor: 'a' }

test('rows that were joined stand under one, whatever order the events come in; a circle joins nothing', () => {
  const events = eventsOf(
    declared,
    note('one'),
    note('two'),
    note('three'),
    { type: 'entry.joined', target: id(2), into: id(1) },
    { type: 'entry.joined', target: id(3), into: id(2) },
  )
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), shuffled => {
      const { timeline } = fold(shuffled)
      expect(timeline.map(row => row.text)).toEqual(['declared: 500 errors on /api/checkout', 'one'])
      expect(timeline[1]?.joined?.map(row => row.text)).toEqual(['two', 'three'])
    }),
    { numRuns: 30 },
  )
  const circle: EventInput[] = [
    { type: 'entry.joined', target: id(1), into: id(2) },
    { type: 'entry.joined', target: id(2), into: id(1) },
  ]
  expect(fold(eventsOf(declared, note('one'), note('two'), ...circle)).timeline).toHaveLength(3)
})

test('a moment is where its row was moved to, and cannot be moved out of order', () => {
  const mitigated: EventInput = {
    type: 'moment.recorded',
    moment: 'mitigated',
    known: true,
    why: '',
    at: noon + 9 * minute,
  }
  const moved: EventInput = { type: 'entry.amended', target: id(1), newAt: noon + 5 * minute }
  expect(fold(eventsOf(declared, mitigated, moved)).moments.mitigated).toBe(noon + 5 * minute)
  const early = { kind: 'amendEntry', target: id(1), newAt: noon - 60 * minute } as const
  expect(decide(fold(eventsOf(declared, mitigated)), early, context)).toHaveProperty('refused')
})

test('a row cannot end before it begins, lie ahead, or lose its words', () => {
  const state = fold(eventsOf(declared, note('one')))
  for (const wrong of [{ newEndsAt: noon - minute }, { newAt: context.now + minute }, { text: ' ' }]) {
    expect(decide(state, { kind: 'amendEntry', target: id(1), ...wrong }, context)).toHaveProperty('refused')
  }
})

test('two people writing one section lose no paragraph, in whatever order it arrives', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/)
  const text = fc.array(word, { maxLength: 4 }).map(words => words.join('\n\n'))
  fc.assert(
    fc.property(text, text, text, (base, theirs, mine) => {
      const merged = new Set(mergedTexts(base, theirs, mine).split('\n\n'))
      const was = new Set(base.split('\n\n'))
      for (const added of [...theirs.split('\n\n'), ...mine.split('\n\n')].filter(one => one !== '' && !was.has(one)))
        expect(merged).toContain(added)
    }),
  )
  const events = eventsOf(
    declared,
    { type: 'section.written', section: 'wentWell', text: 'Theirs.', base: '' },
    { type: 'section.written', section: 'wentWell', text: 'Mine.', base: '' },
  )
  expect(fold([...events].reverse()).sections.wentWell?.text).toBe('Theirs.\n\nMine.')
})
