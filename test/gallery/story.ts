// One story for the gallery and the component tests: a checkout that fails for guests after a deploy.
import type { ErrorGroupItem } from '../../src/components/ErrorGroupList.ts'
import type { EvidenceItem } from '../../src/components/EvidenceList.ts'
import type { FooterProps } from '../../src/components/Footer.tsx'
import type { HeaderProps } from '../../src/components/Header.tsx'
import type { HealthRow } from '../../src/components/HealthPane.tsx'
import type { HostProps } from '../../src/components/HostBlock.ts'
import type { HypothesisItem } from '../../src/components/HypothesisList.ts'
import type { LogRow } from '../../src/components/LogLine.ts'
import type { LogGroupLine } from '../../src/components/LogPane.tsx'
import type { NextProps } from '../../src/components/NextLine.tsx'
import type { PhaseItem } from '../../src/components/Rail.tsx'
import { critical, segment, type Words } from '../../src/components/rows/row.ts'
import type { SourceRow } from '../../src/components/SourcesBlock.ts'
import type { StripEvent, StripLog } from '../../src/components/Strip.tsx'
import type { TimelineRow } from '../../src/components/TimelinePane.tsx'
import type { FactRow } from '../../src/components/UpdatesPane.tsx'

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

export const header: Omit<HeaderProps, 'width'> = {
  severity: 'P1',
  title: '500 errors on /api/checkout',
  open: '05:36',
  who: 'ana@ops-1',
  clock: '14:38:46',
}

const bad = (text: string) => segment(text, 'criticalStrong')

export const worst: Words = [
  bad('api 500'),
  segment(' on POST /api/checkout · '),
  bad('31 %'),
  segment(' of requests fail, was 0.2 % · since 14:30 · new errors since a1f3c9e'),
]

export const worstShort: Words = [
  bad('api 500'),
  segment(' on POST /api/checkout · '),
  bad('31 %'),
  segment(' fail, was 0.2 % · since 14:30 · guests'),
]

export const next: Omit<NextProps, 'width'> = {
  action: 'test hypothesis 1',
  detail: '2 commands, read-only, shown first',
  meta: 'step 2 of 3, phase 2 of 5',
}

export const keys: Omit<FooterProps, 'width'> = {
  keys: [
    { key: 'c', label: 'confirm' },
    { key: 'x', label: 'reject' },
    { key: 'd', label: 'diff' },
    { key: 'a', label: 'add' },
    { key: 'n', label: 'note' },
    { key: 's', label: 'severity' },
    { key: 'e', label: 'escalate' },
    { key: 'u', label: 'update' },
    { key: 'm', label: 'mark' },
    { key: '!', label: 'run' },
  ],
  fixed: [
    { key: ':', label: 'commands', short: 'all' },
    { key: '?', label: 'help' },
    { key: 'q', label: 'leave' },
  ],
}

export const hypotheses: readonly HypothesisItem[] = [
  {
    id: '1',
    rank: 1,
    title: 'deploy a1f3c9e "validate payment methods"',
    score: 81,
    state: 'open',
    selected: true,
    reasons: [
      { sign: '+', words: '15 min before onset, the last of 2 deploys in the window' },
      { sign: '+', words: 'touches payment.js:42, the top frame of the new errors' },
      { sign: '+', words: '212 such errors since, 0 in the 24 h before' },
      { sign: '−', words: 'nothing recorded speaks against it', quiet: true },
    ],
  },
  { id: '2', rank: 2, title: 'database connections exhausted', score: 22, state: 'open', reasons: [] },
  { id: '3', rank: 3, title: 'third-party outage: payments', score: 11, state: 'open', reasons: [] },
  { id: '4', rank: 4, title: 'traffic over capacity', score: 4, state: 'open', reasons: [] },
]

export const errorGroups: readonly ErrorGroupItem[] = [
  {
    id: 'a',
    state: 'failing',
    template: failure,
    count: '212',
    first: '14:30',
    last: '14:38',
    tag: 'new',
    detail: 'src/payment.js:42 · POST /api/checkout · guests only',
  },
  {
    id: 'b',
    state: 'warn',
    template: 'upstream timeout after <n> ms',
    count: '3',
    first: '13:58',
    last: '14:21',
    tag: 'known',
  },
]

export const evidence: readonly EvidenceItem[] = [
  { id: '1', state: 'kept', label: 'E1', words: 'stack trace, payment.js:42, 212 errors', meta: 'kept 14:37' },
  { id: '2', state: 'kept', label: 'E2', words: 'onset 14:30:07, errors 0.2 % → 31 %', meta: 'kept 14:37' },
  { id: '3', state: 'toSort', words: 'config unchanged', meta: 'keep or dismiss' },
  { id: '4', state: 'toSort', words: 'traffic usual', meta: 'keep or dismiss' },
]

export const updates: readonly (readonly FactRow[])[] = [
  [
    { label: 'Status', value: 'Investigating' },
    { label: 'Last sent', value: '14:36 by ana' },
    { label: 'Next due', value: '15:06, in 27 min' },
    { label: 'Mitigations on', value: 'none' },
  ],
  [
    { label: 'On it', value: 'ana, lee' },
    { label: 'Paged', value: 'nobody' },
  ],
  [{ label: 'Record', value: [segment('✓', 'ok'), segment(' on disk')] }],
]

export const logGroup: LogGroupLine = { state: 'failing', text: failure, count: '212', note: 'new since a1f3c9e' }
export const logMeta = 'app.log · level warn+ · 24 errors/min'
export const lastLog: StripLog = { time: '14:38:41', text: failure, count: '212', rate: '24/min' }
export const lastEvents: readonly StripEvent[] = [
  { mark: { text: '◇', token: 'info' }, time: '14:37', words: 'evidence E2: onset 14:30:07' },
]
