import { describe, expect, test } from 'vitest'
import { bar } from '../../src/components/Bar.ts'
import { chartRows } from '../../src/components/Chart.ts'
import { checklistRows, planStepRows } from '../../src/components/Checklist.ts'
import { commandOutputRows } from '../../src/components/CommandOutput.ts'
import { confirmRows, dangerRows, dangerRowsWithin } from '../../src/components/Confirm.ts'
import { niceTop } from '../../src/components/chartScale.ts'
import { evidenceLine } from '../../src/components/EvidenceList.ts'
import { countdownRows, gateRows } from '../../src/components/GateTable.ts'
import { helpRows } from '../../src/components/Help.ts'
import { hypothesisRows } from '../../src/components/HypothesisList.ts'
import { incidentRows } from '../../src/components/IncidentList.ts'
import { markdownRows } from '../../src/components/MarkdownView.ts'
import { mitigationRows } from '../../src/components/MitigationTable.ts'
import { factRows, optionRows } from '../../src/components/OptionList.ts'
import { paletteRows } from '../../src/components/Palette.ts'
import { linearRows } from '../../src/components/rows/linear.ts'
import { sparkline } from '../../src/components/Sparkline.ts'
import { tooSmallRows } from '../../src/components/TooSmall.ts'
import * as pieces from '../gallery/pieces.ts'
import * as story from '../gallery/story.ts'
import { plainRows } from '../support/frame.tsx'

describe('a sparkline', () => {
  test('stays low under noise, stops below a full block and leaves holes where samples are missing', () => {
    expect(sparkline([10, 11, 10, 12], { cells: 8, baseline: 60 }).text).toBe('    ▂▂▂▂')
    expect(sparkline([0, null, 50, 100], { cells: 4 }).text).toBe('▁ ▄▇')
  })
})

describe('a bar', () => {
  test.each([
    [0, 0],
    [0.04, 0],
    [0.11, 1],
    [0.34, 3],
    [0.92, 9],
    [1, 10],
    [7, 10],
  ])('of %f has %i cells filled', (share, filled) => {
    expect(bar(share)[0]?.text).toHaveLength(filled)
  })
})

describe('a chart', () => {
  test('colours only what is over the baseline and lets marks win over times', () => {
    const rows = chartRows({ ...pieces.latencyChart, width: 60 })
    expect(plainRows(rows)).toMatchInlineSnapshot(`
      "api latency  per 22 s · dashed line: top of baseline, 260 ms
      400 ms │                                      ▄▁▆▂ ▄▁▆▂ ▄▆▂
             │                                      ████▇████▇███
             │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄█████████████
      200 ms │ ▇█▅▃▇█▅▃▇▁█▃▇▁█▃▇▁█▃▇▄█▃▇▄█▃▇▄█▃▇▄█▃▇█████████████
             │███████████████████████████████████████████████████
             │███████████████████████████████████████████████████
        0 ms │███████████████████████████████████████████████████
             └───────────────────────────────────────────────────
              14:06                                 14:30   14:38
                                                    ▲ onset"
    `)
    const coloured = rows
      .flatMap(row => row.segments)
      .filter(part => part.token === 'critical' && /[▁-█]/.test(part.text))
    const grey = rows.flatMap(row => row.segments).filter(part => part.token === 'border' && /[▁-█]/.test(part.text))
    expect([coloured.length > 0, grey.length > 0]).toEqual([true, true])
  })

  test('reaches to a number that reads well, and never shrinks', () => {
    expect([0, 0.31, 3, 45, 260, 399, 401, 1000].map(niceTop)).toEqual([1, 0.4, 4, 50, 400, 400, 500, 1000])
    const [first] = chartRows({ ...pieces.latencyChart, top: 1000, width: 60 }).slice(1)
    expect(plainRows([first!])).toContain('1.0 s │')
  })
})

describe('hypotheses', () => {
  test('open their reasons for the selected one only', () => {
    expect(plainRows(hypothesisRows({ items: story.hypotheses, width: 72, heading: true }))).toMatchInlineSnapshot(`
      "Hypotheses                                                         score
       ▸ 1  deploy a1f3c9e "validate payment methods"           ━━━━━━━━··  81
            + 15 min before onset, the last of 2 deploys in the window
            + touches payment.js:42, the top frame of the new errors
            + 212 such errors since, 0 in the 24 h before
            − nothing recorded speaks against it
         2  database connections exhausted                      ━━········  22
         3  third-party outage: payments                        ━·········  11
         4  traffic over capacity                               ··········   4"
    `)
  })

  test('keep the rejected ones, quiet and named', () => {
    const [first] = story.hypotheses
    const rows = hypothesisRows({ items: [{ ...first!, state: 'rejected', selected: false }], width: 72 })
    expect(plainRows(rows)).toBe('   1  deploy a1f3c9e "validate payment methods"           ✗ rejected  81')
  })
})

describe('evidence', () => {
  test('fits in one row where rows are few', () => {
    expect(plainRows([evidenceLine(story.evidence, 78)])).toBe(
      'Evidence     ✓ 2 kept   ? 2 to sort: config unchanged, traffic usual    v sort',
    )
  })
})

describe('lists of work', () => {
  test('a checklist shows its state in sign and weight', () => {
    const rows = checklistRows(
      [
        { id: '1', title: 'Summary', state: 'done', meta: 'from events' },
        { id: '2', title: 'Action Items', state: 'failed', meta: '0, needs 1', selected: true },
        { id: '3', title: 'Where lucky', state: 'todo', meta: 'optional' },
      ],
      34,
    )
    expect(plainRows(rows)).toMatchInlineSnapshot(`
      "  ✓ Summary            from events
      ▸ ✗ Action Items        0, needs 1
        ○ Where lucky           optional"
    `)
  })

  test('the steps of a plan align their verbs', () => {
    expect(plainRows(planStepRows(pieces.danger.plan ?? [], 70))).toMatchInlineSnapshot(`
      " ✓ 1  commit  9b2e7d0                                      made, local
       ▲ 2  push    origin main, a1f3c9e → 9b2e7d0              you are here
       ○ 3  deploy  make deploy, about 2 min 20 s                 asks again"
    `)
  })

  test('a disabled option stays and says why', () => {
    const rows = optionRows({
      items: [
        { id: 'a', code: 'A', title: 'Revert a1f3c9e', words: '✓ rehearsed', meta: 'about 3 min', selected: true },
        { id: 'b', code: 'B', title: 'Hotfix branch', disabled: 'gh is not signed in' },
      ],
      width: 60,
    })
    expect(plainRows(rows)).toMatchInlineSnapshot(`
      " ▸ A  Revert a1f3c9e   ✓ rehearsed               about 3 min
         –  Hotfix branch    gh is not signed in"
    `)
  })

  test('incidents to resume', () => {
    const item = {
      id: '1',
      severity: 'P2',
      status: 'monitoring',
      title: 'Order e-mails late',
      age: 'open 1 h 04 min',
      who: 'ana',
    }
    expect(plainRows(incidentRows([item as never], 78))).toBe(
      '  P2  monitoring    Order e-mails late              open 1 h 04 min    ana',
    )
  })
})

describe('tables', () => {
  test('the gate lists signals with their baseline, then the clock', () => {
    expect(
      plainRows([...gateRows(pieces.gates, 74), ...countdownRows({ ...pieces.clock, width: 74 })]),
    ).toMatchInlineSnapshot(`
      "   signal                  now      baseline     state
       ▲ api p95 latency      812 ms    180–260 ms     outside for 00:32
       ✓ error rate            0.2 %     max 0.4 %     inside for 13:52
       ✓ new error groups          0             0     inside for 13:52
      Clock   held at 12:38 of 15:00   ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━······
              restarts from 00:00 once all three are inside for 00:30"
    `)
  })

  test('a mitigation that is on keeps its undo beside it', () => {
    expect(plainRows(mitigationRows(pieces.mitigations, 78))).toMatchInlineSnapshot(`
      "   action                       state          risk           effect so far
       ▸ guest checkout off           ▲ on 01:24     reversible     31 % → 9 %
           does   flagctl off guest-checkout    exit 0 at 14:40:56
           undo   flagctl on guest-checkout     U asks y
         scale api to 6 replicas      ○ off          reversible     not run
         fail over to db-2            ○ off          danger         not run
         rate limit /api/checkout     – not set up                  see config"
    `)
  })
})

describe('questions', () => {
  test('a confirmation shows each command in full with its tick', () => {
    expect(plainRows(confirmRows({ ...pieces.confirm, width: 76 }))).toMatchInlineSnapshot(`
      "Asks      did a1f3c9e make payment.js:42 read a null?

       ▸ [x] git show a1f3c9e -- src/payment.js                    reads   ~1 s
         [x] git log -3 -L 40,44:src/payment.js                    reads   ~1 s
         [ ] curl -sS https://shop.example/api/checkout -d @guest  writes  ~1 s

      True if   the diff drops the guard for a missing customer
      Runs in   /srv/checkout as ana@ops-1, stopped after 30 s"
    `)
  })

  test('a command too long for the row wraps under itself and loses nothing', () => {
    const command = 'git push origin 9b2e7d04c1e8f3a6b5d2907f4e1c8a3b6d5f2e90:refs/heads/main'
    const rows = dangerRows({ ...pieces.danger, command, width: 50 })
    const end = rows.findIndex(one => one.segments.length === 0)
    expect(plainRows(rows.slice(0, end)).replace(/\s+/g, '')).toBe(command.replace(/\s+/g, ''))
  })

  test('the danger frame gives up its plan, then blank rows, before anything else', () => {
    const full = dangerRows({ ...pieces.danger, width: 70 })
    const short = dangerRowsWithin({ ...pieces.danger, width: 70 }, 9)
    expect([full.length, short.length]).toEqual([16, 8])
    expect(plainRows(short)).toContain('Undo')
    expect(plainRows(short)).toContain('Type revert to push\n› rev▏')
  })
})

describe('words for all keys', () => {
  test('help has here and everywhere side by side, and what is off with its reason', () => {
    expect(plainRows(helpRows({ ...pieces.help, width: 76 }))).toMatchInlineSnapshot(`
      "Here                                  Everywhere
      Enter      test the hypothesis        1–5        go to a phase
      c          confirm as root cause      Tab        next pane
                                            Esc        back out of anything
      Move
      ↑↓ j k     one row

      Not now
      U  – undo a mitigation   none is on"
    `)
  })

  test('the palette keeps its height and teaches keys', () => {
    expect(plainRows(paletteRows({ ...pieces.palette, width: 76 }))).toMatchInlineSnapshot(`
      "› rev▏
      ────────────────────────────────────────────────────────────────────────────
      ▸ Show revert rehearsal for a1f3c9e             Fix A                      r
        Review evidence, 2 to sort                    Diagnose                   v
        Push the revert                                 – needs its rehearsal seen



      Also takes   note TEXT    severity P0    14:30"
    `)
  })
})

describe('long work and long texts', () => {
  test('command output follows its end, with the bar against the usual time', () => {
    expect(plainRows(commandOutputRows({ ...pieces.output, width: 76, height: 11 }))).toMatchInlineSnapshot(`
      "$ make deploy                   /srv/checkout · pid 48122 · started 14:42:14

      00:00  build checkout@9b2e7d0
      00:43  rollout 1 of 4   web-1 draining
      01:18  warning: web-2 health check slow (2.1 s)
      01:27  rollout 3 of 4   web-3 draining
      ▏


      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━······················  01:27 of ~02:20
      11 lines kept, 0 hidden · secrets redacted · outcome goes to the timeline"
    `)
  })

  test('a post-mortem is rendered without its marks', () => {
    expect(plainRows(markdownRows(pieces.markdown, 60))).toMatchInlineSnapshot(`
      "Incident Post-Mortem

      Date      2025-03-25
      Severity  P1

      Timeline
      14:15  Deploy a1f3c9e pushed to production

      Root Cause
      a1f3c9e removed the check for a missing customer. Guests
      have none, so payment.js:42 read paymentMethods of null.

      Action Items
      - [ ] Add integration test for guest checkout
      - [x] Alert on checkout 5xx > 1 %"
    `)
  })

  test('HTML in Markdown is shown as text', () => {
    expect(plainRows(markdownRows('<script>alert(1)</script>\n\na < b & c', 40))).toBe(
      '<script>alert(1)</script>\n\na < b & c',
    )
  })
})

describe('a window too small to work in', () => {
  test('still says how bad, where, how long, and what next', () => {
    expect(plainRows(tooSmallRows({ ...pieces.tooSmall, width: 60, height: 15 }))).toMatchInlineSnapshot(`
      "  P1  500 errors on /api/checkout

       ▸ 2 Diagnose   03:48 of 15:00
       ✗ api 500      31 % of requests fail since 14:30
         open 05:36   14:38:46 UTC


       This window is 60 x 15. The cockpit needs 60 x 16.
       Make it taller, or use a smaller font. Nothing is lost:
       everything is still being watched and recorded.

       Without the screen:  incident-tui note "…"

       ▸ Next test hypothesis 1, when there is room
       n note  e escalate  q leave"
    `)
  })
})

describe('for a screen reader', () => {
  test('the same rows are sentences with labels', () => {
    const rows = [
      ...hypothesisRows({ items: story.hypotheses, width: 72, heading: true }),
      ...gateRows(pieces.gates, 74),
      ...confirmRows({ ...pieces.confirm, width: 76 }),
    ]
    expect(linearRows(rows).join('\n')).toMatchInlineSnapshot(`
      "Hypotheses, score
      selected, 1, deploy a1f3c9e "validate payment methods", score 81 of 100
      For: 15 min before onset, the last of 2 deploys in the window
      For: touches payment.js:42, the top frame of the new errors
      For: 212 such errors since, 0 in the 24 h before
      Against: nothing recorded speaks against it
      2, database connections exhausted, score 22 of 100
      3, third-party outage: payments, score 11 of 100
      4, traffic over capacity, score 4 of 100
      signal, now, baseline, state
      selected, warning, api p95 latency, 812 ms, 180–260 ms, outside for 00:32
      ok, error rate, 0.2 %, max 0.4 %, inside for 13:52
      ok, new error groups, 0, 0, inside for 13:52
      Asks, did a1f3c9e make payment.js:42 read a null?

      selected, ticked, git show a1f3c9e -- src/payment.js, reads, ~1 s
      ticked, git log -3 -L 40,44:src/payment.js, reads, ~1 s
      not ticked, curl -sS https://shop.example/api/checkout -d @guest, writes, ~1 s

      True if, the diff drops the guard for a missing customer
      Runs in, /srv/checkout as ana@ops-1, stopped after 30 s"
    `)
  })
})

describe('nothing is cut mid-meaning', () => {
  const long = 'look at the last command and what it printed, and at the one before it'

  test('help goes on below, in its column, reasons too', () => {
    const entries = [{ key: 'o', label: long }]
    const disabled = [{ key: 'o', label: long, reason: 'no command has run in this incident' }]
    const rows = plainRows(
      helpRows({ left: [{ title: 'Here', entries }], right: [{ title: 'Everywhere', entries }], disabled, width: 76 }),
    )
    expect(rows).not.toContain('…')
    expect(rows.split('\n').filter(line => line.length > 76)).toEqual([])
  })

  test('a fact loses its meta before its words, then goes on below', () => {
    const words = 'eighteen of the cells'
    const facts = (width: number, lines: number) =>
      plainRows(factRows([{ label: 'Impact', words, meta: 'draft' }], { width, lines }))
    expect(facts(40, 1)).toBe('Impact     eighteen of the cells   draft')
    expect(facts(34, 1)).toBe('Impact     eighteen of the cells')
    expect(facts(25, 2)).toBe('Impact     eighteen of\n           the cells')
  })

  test('a long cause takes the place of the bars', () => {
    const title = 'change 79a4b0c "Validate payment methods against the account"'
    const item = { id: 'h1', rank: 1, title, score: 86, state: 'open' as const, reasons: [] }
    expect(plainRows(hypothesisRows({ items: [item], width: 76 }))).toContain(`1  ${title}  `)
  })
})

test('the label in the middle of a chart is half of its top, however many rows it has', () => {
  for (const height of [6, 7, 8, 9]) {
    const label = (value: number) => `${value} %`
    const props = { title: 'Error rate', samples: [10, 30], from: 0, to: 60_000, label, timeLabel: () => '', width: 60 }
    expect(plainRows(chartRows({ ...props, height })), `${height} rows`).toMatch(/^20 % │/m)
  }
})
