// The rows that never move: header, rail, situation, Next, footer. What they give up when it is narrow, and what never.
import { describe, expect, test } from 'vitest'
import { footerRow } from '../../src/components/Footer.tsx'
import { headerRow } from '../../src/components/Header.tsx'
import { nextRow } from '../../src/components/NextLine.tsx'
import { railRow } from '../../src/components/Rail.tsx'
import { linearRows } from '../../src/components/rows/linear.ts'
import { situationRow } from '../../src/components/SituationLine.tsx'
import * as story from '../gallery/story.ts'
import { plainRows } from '../support/frame.tsx'

describe('the header', () => {
  test('names who only where there is room', () => {
    expect(plainRows([headerRow({ ...story.header, width: 80 })])).toBe(
      '  P1  500 errors on /api/checkout                     open 05:36   14:38:46 UTC',
    )
    expect(plainRows([headerRow({ ...story.header, width: 100 })])).toContain('open 05:36   ana@ops-1   14:38:46 UTC')
  })

  test('cuts the middle of a long title and keeps severity, open time and clock', () => {
    const title = 'Login loop after password reset for everyone who uses the mobile application'
    expect(plainRows([headerRow({ ...story.header, title, width: 60 })])).toBe(
      '  P1  Login loop a…e application  open 05:36   14:38:46 UTC',
    )
  })

  test('shows what makes this session unlike others', () => {
    const modes = [{ text: 'IN MEMORY 3', tone: 'warn' as const }]
    expect(plainRows([headerRow({ ...story.header, modes, width: 80 })])).toBe(
      '  P1  500 errors on /api/checkout       IN MEMORY 3   open 05:36   14:38:46 UTC',
    )
  })

  test('before anything is declared it names the program', () => {
    const start = { title: 'incident-tui', who: 'ana@ops-1', clock: '14:33:04', width: 80 }
    expect(plainRows([headerRow(start)])).toBe(
      ' incident-tui                                          ana@ops-1   14:33:04 UTC',
    )
  })
})

describe('the rail', () => {
  test('gives up the budget before any phase', () => {
    const phases = story.phases.map(phase =>
      phase.state === 'current' ? { ...phase, time: 'held at 12:38 of 15:00', title: 'Diagnose it all' } : phase,
    )
    expect(plainRows([railRow({ phases, width: 80 })])).toBe(
      ' ✓ 1 Triage  ▸ 2 Diagnose it all held at 12:38  3 Fix  4 Verify  5 Post-mortem',
    )
  })
})

describe('the situation line', () => {
  test('as a banner has its move at the right end', () => {
    const moves = [
      { key: 'e', label: 'page' },
      { key: 'L', label: 'later, 5 min' },
    ]
    const words = 'Diagnose is 00:12 over its 15:00. Page the lead?'
    expect(plainRows([situationRow({ state: 'warn', words, moves, width: 80 })])).toBe(
      ' ▲ Diagnose is 00:12 over its 15:00. Page the lead?      e page  L later, 5 min',
    )
  })
})

describe('the Next line', () => {
  test('says what is waited for while Enter does nothing', () => {
    expect(plainRows([nextRow({ action: 'waits for the word revert', ready: false, width: 80 })])).toBe(
      ' ○  Enter   waits for the word revert',
    )
  })
})

describe('the footer', () => {
  test('drops its last keys first and never the fixed ones', () => {
    expect(plainRows([footerRow({ ...story.keys, width: 60 })])).toBe(
      ' c confirm  x reject  d diff  a add  : all  ? help  q leave',
    )
  })
})

test('a screen reader hears the fixed rows as sentences', () => {
  const rows = [
    headerRow({ ...story.header, width: 80 }),
    situationRow({ state: 'failing', words: story.worst, width: 120 }),
    nextRow({ ...story.next, width: 120 }),
  ]
  expect(linearRows(rows).join('\n')).toMatchInlineSnapshot(`
    "P1, 500 errors on /api/checkout, open 05:36, 14:38:46 UTC
    Worst: api 500 on POST /api/checkout, 31 % of requests fail, was 0.2 %, since 14:30, new errors since a1f3c9e
    Next: Enter, test hypothesis 1, 2 commands, read-only, shown first, step 2 of 3, phase 2 of 5"
  `)
})

test('the person goes before any of the title does', () => {
  const title = '500 errors on /api/checkout since the deploy'
  const drawn = (width: number) => plainRows([headerRow({ ...story.header, severity: null, title, width })])
  expect(drawn(100)).toContain('ana@ops-1')
  expect(drawn(80)).not.toContain('ana@ops-1')
  expect(drawn(80)).toContain(title)
})
