import { describe, expect, test } from 'vitest'
import { healthPaneRows, healthRow } from '../../src/components/HealthPane.tsx'
import { healthTableRows } from '../../src/components/HealthTable.ts'
import { logLine } from '../../src/components/LogLine.ts'
import { LogPane } from '../../src/components/LogPane.tsx'
import { railRow } from '../../src/components/Rail.tsx'
import { healthStripRow } from '../../src/components/Strip.tsx'
import { timelineRows } from '../../src/components/TimelinePane.tsx'
import { windowAround } from '../../src/components/window.ts'
import * as story from '../gallery/story.ts'
import { plainFrame, plainRows } from '../support/frame.tsx'

describe('health', () => {
  test('has the note of a failing target in a row of its own where the pane is narrow', () => {
    const rows = healthPaneRows({ rows: story.health, host: story.host, kind: 'rounded', width: 32, height: 16 })
    expect(plainRows(rows)).toMatchInlineSnapshot(`
      "✗ api       500    312 ms
        31 % fail  ▁▁▁▁▁▂▅▇▆▇▆▇▆▇
      ✓ db         ok      4 ms
      ✓ redis      ok      1 ms
      ✓ payments   ok     88 ms

      Host                   ops-1
      cpu     34 %  ━━━·······
      mem     61 %  ━━━━━━····
      disk /  92 %  ━━━━━━━━━· ▲
      load    3.1   of 8 cores"
    `)
  })

  test('has sparklines and one row of host figures where it is low and wider', () => {
    const rows = healthPaneRows({ rows: story.health, host: story.host, kind: 'rounded', width: 42, height: 9 })
    expect(plainRows(rows)).toMatchInlineSnapshot(`
      "✗ api       500    312 ms  ▁▁▂▅▇▆▇▆▇▆▇
      ✓ db         ok      4 ms  ▂▂▂▂▂▂▂▂▂▂▂
      ✓ redis      ok      1 ms  ▂▂▂▂▂▂▂▂▂▂▂
      ✓ payments   ok     88 ms  ▂▂▂▂▂▂▂▂▂▂▂

      cpu 34 %  mem 61 %  disk / 92 % ▲"
    `)
  })

  test('never shows a stale value as if it were live', () => {
    const [api] = story.health
    const stale = { ...api!, state: 'stale' as const, latency: '–', note: 'last 4 ms at 14:52, 03:10 ago' }
    expect(plainRows([healthRow(stale, 70)])).toBe('✗ api         ?         –  last 4 ms at 14:52, 03:10 ago')
  })

  test('has a column for every figure when zoomed', () => {
    const [api, db] = story.health
    const rows = healthTableRows(
      [
        { ...api!, p50: '208 ms', p95: '341 ms', upLastHour: '86 %', down: '08:39' },
        { ...db!, p50: '4 ms', p95: '9 ms', upLastHour: '100 %' },
      ],
      96,
    )
    expect(plainRows(rows)).toMatchInlineSnapshot(`
      "   target     answer      now      p50      p95    up, 1 h    last answers                  down
       ✗ api           500   312 ms   208 ms   341 ms       86 %                 ▁▁▁▁▁▂▅▇▆▇▆▇▆▇  08:39
       ✓ db             ok     4 ms     4 ms     9 ms      100 %                 ▂▂▂▂▂▂▂▂▂▂▂▂▂▂"
    `)
  })

  test('counts in the strip what does not fit', () => {
    expect(plainRows([healthStripRow(story.health, 50)])).toBe('✗ api 500  312 ms   ✓ db  4 ms  +2 more')
  })
})

describe('the timeline', () => {
  test('aligns on its time column and ends with now', () => {
    expect(plainRows(timelineRows(story.timeline, 46))).toMatchInlineSnapshot(`
      "11:02  ↑ deploy 77c0d4e                    sam
      14:15  ↑ deploy a1f3c9e                    lee
             │ 15 min, nothing recorded
      14:30  ▲ errors 0.2 % → 31 %             onset
      14:31  ▲ new error group: TypeError null  logs
      14:33  ● declared                          ana
      14:36  ✎ "guests only, it seems"           ana
      14:37  ◇ evidence: onset 14:30:07           E2
        now  └ diagnose, 03:48"
    `)
  })
})

describe('the rail', () => {
  test('shows only the current phase where it is narrow', () => {
    expect(plainRows([railRow({ phases: story.phases, width: 60 })])).toBe(
      ' ▸ 2 Diagnose 03:48 of 15:00                         2 of 5',
    )
  })
})

describe('logs', () => {
  test('show the worst group above the lines', () => {
    const pane = <LogPane rows={story.logs} group={story.logGroup} kind="rounded" width={78} height={9} />
    expect(plainFrame(pane, { cols: 78, rows: 9 })).toMatchInlineSnapshot(`
      "╭─ Logs ─────────────────────────────────────────────────────────────────────╮
      │ ✗ TypeError: Cannot read properties of null (read…  212  new since a1f3c9e │
      │ ────────────────────────────────────────────────────────────────────────── │
      │ 14:38:24 ERROR web-2  TypeError: Cannot read properties of null (reading … │
      │                ▸ at validate (src/payment.js:42:31)  13 more frames        │
      │ 14:38:26 WARN  gate   upstream checkout answered 500, retry 1 of 1         │
      │ 14:38:29 ERROR web-1  TypeError: Cannot read properties of null (read…  ×2 │
      │ 14:38:34 WARN  web-1  cart 88290 left without order                        │
      ╰────────────────────────────────────────────────────────────────────────────╯"
    `)
  })

  test('keep the newest lines, and say how far behind a held view is', () => {
    const pane = (
      <LogPane rows={story.logs} paused="paused at 14:38:24, 17 newer lines below" kind="ruled" width={60} height={5} />
    )
    expect(plainFrame(pane, { cols: 60, rows: 5 })).toMatchInlineSnapshot(`
      "─ Logs ─────────────────────────────────────────────────────
       14:38:29 ERROR web-1  TypeError: Cannot read properti…  ×2
       14:38:34 WARN  web-1  cart 88290 left without order

       ▲ paused at 14:38:24, 17 newer lines below"
    `)
  })

  test('mark search hits as chips', () => {
    const line = { kind: 'line', id: '1', time: '', level: 'warn', source: '', text: 'cart 88213 left' } as const
    const row = logLine({ ...line, hits: [[5, 10]] }, { width: 40, sourceWidth: 5, timeWidth: 12, zoomed: true })
    expect(row.segments.filter(part => part.token === 'chipWarn').map(part => part.text)).toEqual(['88213'])
  })
})

describe('a window on a list', () => {
  test('keeps the cursor in sight with rows around it', () => {
    const items = Array.from({ length: 20 }, (_, index) => index)
    expect(windowAround(items, 0, 5)).toMatchObject({ from: 0, above: 0, below: 15 })
    expect(windowAround(items, 10, 5).items).toContain(10)
    expect(windowAround(items, 19, 5)).toMatchObject({ items: [15, 16, 17, 18, 19], below: 0 })
  })
})
