// One story for the gallery and the component tests: a checkout that fails for guests after a deploy.
import type { HealthRow } from '../../src/components/HealthPane.tsx'
import type { HostProps } from '../../src/components/HostBlock.ts'
import type { LogRow } from '../../src/components/LogLine.ts'
import type { PhaseItem } from '../../src/components/Rail.tsx'
import { critical, segment } from '../../src/components/rows/row.ts'
import type { SourceRow } from '../../src/components/SourcesBlock.ts'
import type { TimelineRow } from '../../src/components/TimelinePane.tsx'

const climb = [1, 1, 1, 1, 1, 20, 62, 80, 64, 81, 63, 82, 64, 83]
const calm = [10, 10, 11, 10, 10, 10, 12, 10, 10, 11, 10, 10, 10, 10]

export const health: readonly HealthRow[] = [
  {
    id: 'api',
    state: 'failing',
    name: 'api',
    answer: '500',
    latency: '312 ms',
    spark: climb,
    note: [critical('31 %'), segment(' fail')],
  },
  { id: 'db', state: 'ok', name: 'db', answer: 'ok', latency: '4 ms', spark: calm, baseline: 40 },
  { id: 'redis', state: 'ok', name: 'redis', answer: 'ok', latency: '1 ms', spark: calm, baseline: 40 },
  { id: 'payments', state: 'ok', name: 'payments', answer: 'ok', latency: '88 ms', spark: calm, baseline: 30 },
]

export const host: HostProps = {
  name: 'ops-1',
  meters: [
    { name: 'cpu', value: '34 %', share: 0.34, state: 'ok' },
    { name: 'mem', value: '61 %', share: 0.61, state: 'ok' },
    { name: 'disk /', value: '92 %', share: 0.92, state: 'warn' },
    { name: 'load', value: '3.1', note: 'of 8 cores', state: 'ok' },
  ],
}

export const sources: readonly SourceRow[] = [
  { name: 'app.log', state: 'ok', words: '312 lines/min' },
  { name: 'journal', state: 'ok', words: '40 lines/min' },
  { name: 'origin/main', state: 'ok', words: 'read 14:38' },
  { name: 'probes', state: 'ok', words: 'every 5 s' },
]

export const phases: readonly PhaseItem[] = [
  { number: 1, title: 'Triage', state: 'done', time: '01:48' },
  {
    number: 2,
    title: 'Diagnose',
    state: 'current',
    time: '03:48 of 15:00',
    steps: [
      { title: 'gather evidence', state: 'done' },
      { title: 'rank hypotheses', state: 'current' },
      { title: 'test, then confirm', state: 'todo' },
    ],
  },
  { number: 3, title: 'Fix', state: 'todo' },
  { number: 4, title: 'Verify', state: 'todo' },
  { number: 5, title: 'Post-mortem', state: 'todo' },
]

export const timeline: readonly TimelineRow[] = [
  { id: '1', time: '11:02', kind: 'deploy', words: 'deploy 77c0d4e', meta: 'sam' },
  { id: '2', time: '14:15', kind: 'deploy', words: 'deploy a1f3c9e', meta: 'lee' },
  { id: '3', time: '', kind: 'gap', words: '15 min, nothing recorded' },
  { id: '4', time: '14:30', kind: 'alarm', words: 'errors 0.2 % → 31 %', meta: 'onset', tone: 'critical' },
  { id: '5', time: '14:31', kind: 'alarm', words: 'new error group: TypeError null', meta: 'logs' },
  { id: '6', time: '14:33', kind: 'moment', words: 'declared', meta: 'ana', tone: 'strong' },
  { id: '7', time: '14:36', kind: 'note', words: '"guests only, it seems"', meta: 'ana' },
  { id: '8', time: '14:37', kind: 'evidence', words: 'evidence: onset 14:30:07', meta: 'E2' },
  { id: '9', time: 'now', kind: 'now', words: 'diagnose, 03:48' },
]

const failure = "TypeError: Cannot read properties of null (reading 'paymentMethods')"

export const logs: readonly LogRow[] = [
  { kind: 'line', id: '1', time: '14:38:24', level: 'error', source: 'web-2', text: failure },
  { kind: 'fold', id: '2', open: false, text: 'at validate (src/payment.js:42:31)  13 more frames' },
  {
    kind: 'line',
    id: '3',
    time: '14:38:26',
    level: 'warn',
    source: 'gate',
    text: 'upstream checkout answered 500, retry 1 of 1',
  },
  { kind: 'line', id: '4', time: '14:38:29', level: 'error', source: 'web-1', text: failure, repeats: 2 },
  { kind: 'line', id: '5', time: '14:38:34', level: 'warn', source: 'web-1', text: 'cart 88290 left without order' },
]
