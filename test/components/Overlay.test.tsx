import { Box } from 'ink'
import { expect, test } from 'vitest'
import { confirmRows } from '../../src/components/Confirm.ts'
import { Overlay } from '../../src/components/Overlay.tsx'
import { layout } from '../../src/screens/layout.ts'
import { Cockpit } from '../gallery/cockpit.tsx'
import * as pieces from '../gallery/pieces.ts'
import { plainFrame } from '../support/frame.tsx'

test('an overlay covers what is under it and leaves the row it is about', () => {
  const size = { cols: 80, rows: 24 }
  const rows = confirmRows({ ...pieces.confirm, width: 76 })
  const frame = plainFrame(
    <Box width={80} height={24}>
      <Cockpit {...size} />
      <Overlay title="Test hypothesis 1" rows={rows} area={layout(size).body} at="bottom" />
    </Box>,
    size,
  )
  expect(frame.split('\n').slice(3, 23).join('\n')).toMatchInlineSnapshot(`
    "─ ▸ Diagnose ──────────────────────────────────────────────────── 4 hypotheses ─
      ▸ 1  deploy a1f3c9e "validate payment methods"                 ━━━━━━━━··  81
           + 15 min before onset, the last of 2 deploys in the window
           + touches payment.js:42, the top frame of the new errors
           + 212 such errors since, 0 in the 24 h before
        2  database connections exhausted                            ━━········  22
        3  third-party outage: payments                              ━·········  11
        4  traffic over capacity                                     ··········   4

    ╭─ ▸ Test hypothesis 1 ────────────────────────────────────────────────────────╮
    │ Asks      did a1f3c9e make payment.js:42 read a null?                        │
    │                                                                              │
    │  ▸ [x] git show a1f3c9e -- src/payment.js                    reads   ~1 s    │
    │    [x] git log -3 -L 40,44:src/payment.js                    reads   ~1 s    │
    │    [ ] curl -sS https://shop.example/api/checkout -d @guest  writes  ~1 s    │
    │                                                                              │
    │ True if   the diff drops the guard for a missing customer                    │
    │ Runs in   /srv/checkout as ana@ops-1, stopped after 30 s                     │
    ╰──────────────────────────────────────────────────────────────────────────────╯
     ▸  Enter   test hypothesis 1  2 commands, read-only, shown first"
  `)
})
