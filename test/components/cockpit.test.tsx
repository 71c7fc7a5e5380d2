// The panes composed by the layout: what a person sees, at the sizes that matter.
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { Cockpit } from '../gallery/cockpit.tsx'
import { frameOf, plainFrame } from '../support/frame.tsx'

test('at 80x24 one ruled pane, a strip, and the fixed rows', () => {
  expect(plainFrame(<Cockpit cols={80} rows={24} />, { cols: 80, rows: 24 })).toMatchInlineSnapshot(`
    "  P1  500 errors on /api/checkout                     open 05:36   14:38:46 UTC
     ✓ 1 Triage  ▸ 2 Diagnose 03:48 of 15:00  3 Fix  4 Verify  5 Post-mortem
     ✗ api 500 on POST /api/checkout · 31 % fail, was 0.2 % · since 14:30 · guests
    ─ ▸ Diagnose ──────────────────────────────────────────────────── 4 hypotheses ─
      ▸ 1  deploy a1f3c9e "validate payment methods"                 ━━━━━━━━··  81
           + 15 min before onset, the last of 2 deploys in the window
           + touches payment.js:42, the top frame of the new errors
           + 212 such errors since, 0 in the 24 h before
        2  database connections exhausted                            ━━········  22
        3  third-party outage: payments                              ━·········  11
        4  traffic over capacity                                     ··········   4

     Error groups                                     count   first    last
      ✗ TypeError: Cannot read properties of null …     212   14:30   14:38  new
      ▲ upstream timeout after <n> ms                     3   13:58   14:21  known

     Evidence     ✓ 2 kept   ? 2 to sort: config unchanged, traffic usual    v sort
    ─ Watching ─────────────────────────────────────────────────────── Tab to open ─
     ✗ api 500  312 ms  ▁▂▅▇▆▇▆▇▆▇   ✓ db  4 ms   ✓ redis  1 ms   ✓ payments  88 ms
     ▲ logs  14:38:41 TypeError: Cannot read properties of null (read…  212  24/min
     ◇ last  14:37 evidence E2: onset 14:30:07

     ▸  Enter   test hypothesis 1  2 commands, read-only, shown first
     c confirm  x reject  d diff  a add  n note  s severity  : all  ? help  q leave"
  `)
})

test('in ASCII no column moves', () => {
  const size = { cols: 160, rows: 45 }
  const [drawn, ascii] = [plainFrame(<Cockpit {...size} />, size), plainFrame(<Cockpit {...size} />, size, true)]
  expect(ascii).toMatch(/^[\x20-\x7e\n]*$/)
  expect(ascii.split('\n').map(line => line.length)).toEqual(drawn.split('\n').map(line => stringWidth(line)))
})

test.each([
  [160, 45],
  [120, 36],
  [100, 24],
  [80, 24],
  [60, 16],
])('at %ix%i every row is full and none is too wide', (cols, rows) => {
  const lines = plainFrame(<Cockpit cols={cols} rows={rows} />, { cols, rows }).split('\n')
  expect(lines).toHaveLength(rows)
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(cols)
})

test('only the chosen row of the focused pane has a background', () => {
  const size = { cols: 120, rows: 36 }
  const drawn = frameOf(<Cockpit {...size} />, size, { background: 'dark' })
  const rows = drawn.split('\n').filter(line => line.includes('\x1b[48;2;34;48;74m'))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toContain('deploy a1f3c9e')
})
