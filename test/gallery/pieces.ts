// More of the story: what single components show in the gallery and in their tests.

import type { ChartProps } from '../../src/components/Chart.ts'
import type { CommandOutputProps } from '../../src/components/CommandOutput.ts'
import type { ComposerProps } from '../../src/components/Composer.ts'
import type { ConfirmProps, DangerProps } from '../../src/components/Confirm.ts'
import type { CountdownProps, GateRow } from '../../src/components/GateTable.ts'
import type { HealthTableRow } from '../../src/components/HealthTable.ts'
import type { HelpProps } from '../../src/components/Help.ts'
import type { LogToolsProps } from '../../src/components/LogTools.ts'
import type { MitigationItem } from '../../src/components/MitigationTable.ts'
import type { PaletteProps } from '../../src/components/Palette.ts'
import { critical, info, segment, warn } from '../../src/components/rows/row.ts'
import type { TooSmallProps } from '../../src/components/TooSmall.ts'
import { latency, percent } from '../../src/components/theme/numbers.ts'
import { clock as clockTime } from '../../src/components/theme/times.ts'
import { statusWords } from '../../src/incident/vocabulary.ts'

type Unsized<T> = Omit<T, 'width' | 'height'>

const at = (hour: number, minute: number) => Date.UTC(2025, 2, 25, hour, minute)

export const gates: readonly GateRow[] = [
  {
    id: '1',
    name: 'api p95 latency',
    state: 'warn',
    now: '812 ms',
    baseline: '180–260 ms',
    since: 'outside for 00:32',
    selected: true,
  },
  { id: '2', name: 'error rate', state: 'ok', now: '0.2 %', baseline: 'max 0.4 %', since: 'inside for 13:52' },
  { id: '3', name: 'new error groups', state: 'ok', now: '0', baseline: '0', since: 'inside for 13:52' },
]

export const clock: Unsized<CountdownProps> = {
  label: 'Clock',
  words: 'held at 12:38 of 15:00',
  share: 12.6 / 15,
  state: 'held',
  note: 'restarts from 00:00 once all three are inside for 00:30',
}

export const errorChart: Unsized<ChartProps> & { height: number } = {
  title: 'Error rate',
  meta: 'per 43 s · dashed line: baseline 0.4 %',
  samples: Array.from({ length: 66 }, (_, i) => (i < 25 || i > 46 ? 0.002 : 0.28 + ((i * 7) % 5) / 100)),
  from: at(14, 11),
  to: at(14, 59),
  baseline: 0.004,
  label: percent,
  timeLabel: instant => clockTime(instant),
  marks: [
    { at: at(14, 15), words: [info('↑'), segment(' a1f3c9e')], time: '14:15' },
    { at: at(14, 30), words: [critical('▲'), segment(' onset')], time: '14:30' },
  ],
  height: 7,
}

export const latencyChart: Unsized<ChartProps> & { height: number } = {
  title: 'api latency',
  meta: 'per 22 s · dashed line: top of baseline, 260 ms',
  samples: Array.from({ length: 88 }, (_, i) => (i < 65 ? 170 + ((i * 5) % 7) * 10 : 300 + ((i * 3) % 8) * 12)),
  from: at(14, 6),
  to: at(14, 38),
  baseline: 260,
  label: latency,
  timeLabel: instant => clockTime(instant),
  marks: [{ at: at(14, 30), words: [critical('▲'), segment(' onset')], time: '14:30' }],
  height: 7,
}

export const mitigations: readonly MitigationItem[] = [
  {
    id: '1',
    title: 'guest checkout off',
    state: 'on',
    stateWords: 'on 01:24',
    risk: 'reversible',
    effect: '31 % → 9 %',
    details: [
      { label: 'does', words: 'flagctl off guest-checkout    exit 0 at 14:40:56' },
      { label: 'undo', words: 'flagctl on guest-checkout     U asks y' },
    ],
    selected: true,
  },
  { id: '2', title: 'scale api to 6 replicas', state: 'off', stateWords: 'off', risk: 'reversible', effect: 'not run' },
  { id: '3', title: 'fail over to db-2', state: 'off', stateWords: 'off', risk: 'danger', effect: 'not run' },
  {
    id: '4',
    title: 'rate limit /api/checkout',
    state: 'notSetUp',
    stateWords: 'not set up',
    risk: 'reversible',
    effect: 'see config',
  },
]

export const output: Unsized<CommandOutputProps> = {
  command: 'make deploy',
  where: '/srv/checkout · pid 48122 · started 14:42:14',
  lines: [
    { time: '00:00', text: 'build checkout@9b2e7d0' },
    { time: '00:43', text: 'rollout 1 of 4   web-1 draining' },
    { time: '01:18', text: 'warning: web-2 health check slow (2.1 s)', tone: 'warn' },
    { time: '01:27', text: 'rollout 3 of 4   web-3 draining' },
  ],
  running: true,
  progress: { share: 0.62, words: '01:27 of ~02:20' },
  kept: '11 lines kept, 0 hidden · secrets redacted · outcome goes to the timeline',
}

export const markdown = `## Incident Post-Mortem
**Date**: 2025-03-25
**Severity**: P1
### Timeline
- 14:15 -- Deploy a1f3c9e pushed to production
### Root Cause
a1f3c9e removed the check for a missing customer. Guests have none, so \`payment.js:42\` read paymentMethods of null.
### Action Items
- [ ] Add integration test for guest checkout
- [x] Alert on checkout 5xx > 1 %
`

export const danger: Unsized<DangerProps> = {
  command: 'git push origin 9b2e7d04c1e8f3a6b5d2907f4e1c8a3b6d5f2e90:refs/heads/main',
  facts: [
    { label: 'Pushes', words: '1 commit, Revert "validate payment methods"' },
    { label: 'To', words: 'git.example/shop/checkout, main, now a1f3c9e' },
    { label: 'Undo', words: 'git revert 9b2e7d0, push, deploy: about 3 min' },
  ],
  plan: [
    { number: 1, verb: 'commit', words: '9b2e7d0', state: 'done', meta: 'made, local' },
    { number: 2, verb: 'push', words: 'origin main, a1f3c9e → 9b2e7d0', state: 'danger', meta: 'you are here' },
    { number: 3, verb: 'deploy', words: 'make deploy, about 2 min 20 s', state: 'todo', meta: 'asks again' },
  ],
  word: 'revert',
  purpose: 'to push',
  field: { text: 'rev', cursor: 3 },
  note: 'Nothing has run yet.',
}

export const confirm: Unsized<ConfirmProps> = {
  before: [{ label: 'Asks', words: 'did a1f3c9e make payment.js:42 read a null?' }],
  commands: [
    {
      id: '1',
      ticked: true,
      command: 'git show a1f3c9e -- src/payment.js',
      effect: 'reads',
      takes: '~1 s',
      selected: true,
    },
    { id: '2', ticked: true, command: 'git log -3 -L 40,44:src/payment.js', effect: 'reads', takes: '~1 s' },
    {
      id: '3',
      ticked: false,
      command: 'curl -sS https://shop.example/api/checkout -d @guest',
      effect: 'writes',
      takes: '~1 s',
    },
  ],
  after: [
    { label: 'True if', words: 'the diff drops the guard for a missing customer' },
    { label: 'Runs in', words: '/srv/checkout as ana@ops-1, stopped after 30 s' },
  ],
}

export const help: Unsized<HelpProps> = {
  left: [
    {
      title: 'Here',
      entries: [
        { key: 'Enter', label: 'test the hypothesis' },
        { key: 'c', label: 'confirm as root cause' },
      ],
    },
    { title: 'Move', entries: [{ key: '↑↓ j k', label: 'one row' }] },
  ],
  right: [
    {
      title: 'Everywhere',
      entries: [
        { key: '1–5', label: 'go to a phase' },
        { key: 'Tab', label: 'next pane' },
        { key: 'Esc', label: 'back out of anything' },
      ],
    },
  ],
  disabled: [{ key: 'U', label: 'undo a mitigation', reason: 'none is on' }],
}

export const palette: Unsized<PaletteProps> = {
  field: { text: 'rev', cursor: 3 },
  items: [
    {
      id: '1',
      label: 'Show revert rehearsal for a1f3c9e',
      matched: [5, 6, 7],
      place: 'Fix A',
      key: 'r',
      selected: true,
    },
    { id: '2', label: 'Review evidence, 2 to sort', matched: [0, 1, 2], place: 'Diagnose', key: 'v' },
    { id: '3', label: 'Push the revert', disabled: 'needs its rehearsal seen' },
  ],
  alsoTakes: ['note TEXT', 'severity P0', '14:30'],
  visible: 5,
}

export const tooSmall: Unsized<TooSmallProps> = {
  severity: 'P1',
  title: '500 errors on /api/checkout',
  phase: '2 Diagnose',
  phaseTime: '03:48 of 15:00',
  open: '05:36',
  clock: '14:38:46',
  worst: { state: 'failing', name: 'api 500', words: [warn('31 %'), segment(' of requests fail since 14:30')] },
  next: 'test hypothesis 1',
  needs: { cols: 60, rows: 16 },
  keys: [
    { key: 'n', label: 'note' },
    { key: 'e', label: 'escalate' },
    { key: 'q', label: 'leave' },
  ],
}

const steady = Array.from({ length: 30 }, (_, index) => 10 + (index % 3))

export const healthTable: readonly HealthTableRow[] = [
  {
    id: 'api',
    state: 'failing',
    name: 'api',
    answer: '500',
    latency: '312 ms',
    p50: '208 ms',
    p95: '341 ms',
    upLastHour: '86 %',
    spark: steady.map((value, index) => (index > 20 ? value * 7 : value)),
    down: '08:39',
    selected: true,
  },
  {
    id: 'db',
    state: 'stale',
    name: 'db',
    answer: 'ok',
    latency: '–',
    p50: '4 ms',
    p95: '9 ms',
    upLastHour: '100 %',
    spark: steady,
  },
]

export const logTools: Unsized<LogToolsProps> = {
  errors: steady.map((_, index) => (index > 20 ? 12 : 0)),
  errorsNote: '14:06 to 14:38, one bar per 30 s, top 14',
  filters: [
    { kind: 'file', value: 'app.log', on: true },
    { kind: 'level', value: 'warn+', on: false },
  ],
  search: '/paymentMethods/',
  hits: '3 of 212',
}

const message = 'Monitoring: guest checkout has worked again since 14:45 UTC.\n\nNext update by 15:16 UTC.'

export const composer: Unsized<ComposerProps> = {
  facts: [{ label: 'To', words: 'stakeholders, chat webhook', meta: 'last sent 14:36' }],
  turns: [
    {
      label: 'Status',
      words: statusWords.map(word => ({ word, chosen: word === 'Monitoring' })),
      focused: false,
    },
  ],
  title: 'Message',
  field: { text: message, cursor: message.length },
  focused: true,
  limit: 1000,
  notes: ['From your events: impact, cause, times. Left out: names, hosts, commits.'],
}
