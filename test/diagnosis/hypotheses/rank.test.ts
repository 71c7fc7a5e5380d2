// Given signals, then hypotheses: which cause comes first, why, and that each figure is the sum of what is shown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { configSchema } from '../../../src/config/schema.ts'
import { ownSignatures } from '../../../src/diagnosis/hypotheses/own-signatures.ts'
import { rankHypotheses } from '../../../src/diagnosis/hypotheses/rank.ts'
import { signatures } from '../../../src/diagnosis/hypotheses/signatures/table.ts'
import { testFor } from '../../../src/diagnosis/hypothesis-tests.ts'
import { rankSuspects } from '../../../src/diagnosis/suspects/rank.ts'
import { fold } from '../../../src/incident/fold/fold.ts'
import { minute } from '../../../src/incident/time.ts'
import { Telemetry } from '../../../src/telemetry/hub.ts'
import type { ErrorGroup, HostSnapshot, TelemetrySnapshot } from '../../../src/telemetry/types.ts'
import { declared, eventsOf, noon } from '../../support/events.ts'

const state = fold(eventsOf(declared))
const onsetAt = state.moments.started ?? state.moments.declared ?? noon
const calm = new Telemetry({ startedAt: onsetAt }).snapshot(onsetAt + 2 * minute)

const group = (title: string, count = 40, rest: Partial<ErrorGroup> = {}): ErrorGroup => {
  return { id: title, title, count, firstAt: onsetAt, lastAt: onsetAt + minute, ...rest }
}
const idleHost: HostSnapshot = {
  at: onsetAt,
  name: 'web-1',
  cores: 4,
  cpuShare: 0.1,
  load: [0.4, 0.4, 0.4],
  memoryShare: 0.4,
  memoryBytes: 8e9,
  swapShare: 0,
  pressure: { cpu: 0, memory: 0, io: 0 },
  disks: [{ mount: '/', usedShare: 0.4, inodeShare: 0.1, freeBytes: 1e10 }],
  openFilesShare: 0.1,
  networkErrorsPerMin: 0,
  oomKills: 0,
  uptimeSeconds: 1e5,
  missing: [],
}
const given = (signals: Partial<TelemetrySnapshot>) => {
  return rankHypotheses({ state, telemetry: { ...calm, ...signals }, suspects: null })
}
const first = (signals: Partial<TelemetrySnapshot>) => given(signals)[0]

describe('what the logs say', () => {
  test.each([
    ['db-pool', 'FATAL: sorry, too many clients already'],
    ['db-pool', 'HikariPool-1 - Connection is not available, request timed out after 30000ms'],
    ['db-pool', 'TimeoutError: ResourceRequest timed out'],
    ['lock', 'ERROR: deadlock detected'],
    ['lock', 'Lock wait timeout exceeded; try restarting transaction'],
    ['config', 'ImproperlyConfigured: The SECRET setting must not be empty'],
    ['config', 'environment variable PAYMENT_URL is required'],
    ['dependency', "Error: Cannot find module 'left-pad'"],
    ['dependency', 'java.lang.NoSuchMethodError: com.google.common'],
    ['third-party', 'POST https://pay.example/charge failed: upstream connect timed out'],
    ['dns', 'Error: getaddrinfo EAI_AGAIN db.internal'],
    ['tls', 'x509: certificate has expired or is not yet valid'],
    ['credentials', 'password authentication failed for user "app"'],
    ['rate-limited', 'provider answered 429 Too Many Requests'],
    ['capacity', 'RejectedExecutionException: task queue full'],
    ['queue-backlog', 'consumer lag is 120000 messages'],
    ['cache-stampede', 'cache miss storm: redis connection refused'],
    ['disk', 'write /var/lib/app/wal: no space left on device'],
    ['memory', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ['file-descriptors', 'accept tcp: too many open files'],
    ['cpu', 'container cpu throttled'],
    ['clock', 'JWT error: token used before issued, clock skew'],
    ['process', 'checkout.service: main process exited, code=dumped'],
  ])('%s: %s', (kind, title) => {
    expect(first({ groups: [group(title), group('request 17 failed', 4)] })?.kind).toBe(kind)
  })

  test('an ordinary failure names no cause at all', () => {
    expect(given({ groups: [group("TypeError: Cannot read properties of null (reading 'paymentMethods')")] })).toEqual(
      [],
    )
    expect(given({})).toEqual([])
  })

  test('the more of the errors it explains the higher, and what was there before the onset counts little', () => {
    const pool = 'too many clients already'
    const all = first({ groups: [group(pool)] })
    const some = first({ groups: [group(pool), group('other', 200)] })
    const old = first({ groups: [group(pool, 40, { firstAt: onsetAt - 60 * minute })] })
    expect([all?.score, some?.score, old?.score]).toEqual([64, 43, 21])
    expect(all?.reasons).toEqual([
      { text: '40 times in the logs: too many clients already', points: 31 },
      { text: 'that is 100 % of the errors since the onset', points: 25 },
      { text: 'not seen before the onset', points: 8 },
    ])
    expect(old?.reasons.at(-1)).toEqual({ text: 'it was in the logs before the onset too', points: -5 })
  })
})

describe('what the other signals say', () => {
  test('a full disk is seen without a word in the logs; an idle machine speaks against it', () => {
    const full = { ...idleHost, disks: [{ mount: '/var', usedShare: 0.99, inodeShare: 0.1, freeBytes: 0 }] }
    expect(first({ host: full })).toMatchObject({
      kind: 'disk',
      reasons: [{ text: 'disk /var 99 % full on web-1', points: 45 }],
    })
    const words = { groups: [group('no space left on device')] }
    expect(first({ ...words, host: idleHost })?.score).toBe(64 - 15)
    expect(first({ ...words, host: full })?.score).toBe(97)
  })

  test('a status page, the logs that name the service and our own probe add up', () => {
    const dependency = {
      name: 'payments',
      state: 'down',
      summary: 'Major outage',
      incidents: [],
      reason: null,
    } as const
    const answer = first({
      dependencies: [{ ...dependency, at: onsetAt }],
      groups: [group('payment provider failed with 503')],
    })
    expect(answer).toMatchObject({ id: 'third-party:payments', title: 'third-party outage: payments', score: 75 })
    expect(answer?.fixOptions[0]?.kind).toBe('mitigate')
  })

  test('a metric that left its level at the onset speaks for the cause; one that did not move against it', () => {
    const series = (values: readonly number[]) => ({
      name: 'http_requests_rps',
      query: '',
      state: 'ok' as const,
      value: values.at(-1) ?? 0,
      bad: null,
      reason: null,
      badSince: null,
      points: values.map((value, index) => ({ at: onsetAt + (index - 4) * 15_000, value })),
    })
    expect(first({ metrics: [series([10, 11, 9, 10, 80, 82, 81])] })).toMatchObject({
      kind: 'capacity',
      reasons: [{ text: 'http_requests_rps is 81, before the onset it was 10', points: 35 }],
    })
    expect(given({ metrics: [series([10, 11, 9, 10, 10, 10, 11])] })).toEqual([])
  })

  test('a probe that fails for want of a name or a certificate says so', () => {
    const telemetry = new Telemetry({ startedAt: onsetAt })
    telemetry.addTarget({ name: 'api', kind: 'http', target: 'https://api.example', everyMs: 5000 })
    const nothing = { status: null, latencyMs: null, timings: null, tls: null, redirect: null }
    const result = { ...nothing, at: onsetAt, ok: false, slow: false, answer: 'tls', reason: 'certificate expired' }
    telemetry.recordProbe('api', { ...result, reasonKind: 'tls' })
    expect(first(telemetry.snapshot(onsetAt + minute))).toMatchObject({
      kind: 'tls',
      reasons: [{ text: 'api: certificate expired', points: 45 }],
    })
  })
})

describe('what changed', () => {
  const change = (sha: string, subject: string, before: number, paths: readonly string[] = ['src/a.js']) => {
    return { sha, subject, author: 'lee', at: onsetAt - before * minute, paths }
  }
  const quiet = [20, 30, 40, 50].map(before => change(`quiet${before}`, `Tidy part ${before}`, before))

  test('a change that speaks of the symptom leads, its reasons are the ranking’s, and reverting it is offered', () => {
    const symptomText = 'guest checkout fails'
    const changes = [change('bad1234567', 'Guest checkout reads the profile', 8), ...quiet]
    const suspects = rankSuspects({ changes, symptomText, onsetAt })
    const [best] = rankHypotheses({ state, telemetry: calm, suspects, repository: '/srv/app' })
    expect(best).toMatchObject({ id: 'change:bad1234567', kind: 'change', suspectSha: 'bad1234567' })
    expect(best?.reasons.map(reason => reason.text)).toContain('its subject names "guest", "checkout"')
    expect(best?.score).toBeGreaterThan(70)
    expect(best?.fixOptions[0]).toMatchObject({ kind: 'revert', targets: ['bad1234567'] })
    expect(best?.tests.map(spec => spec.tier)).toEqual(['read', 'read'])
  })

  test('where no change speaks of it, what the signals say leads', () => {
    const suspects = rankSuspects({ changes: quiet, symptomText: 'slow', onsetAt })
    const ranked = rankHypotheses({
      state,
      suspects,
      telemetry: { ...calm, groups: [group('too many clients already')] },
    })
    expect(ranked.map(one => one.kind)).toEqual(['db-pool', 'change', 'change', 'change'])
  })

  test('a change of configuration or of dependencies only is called so', () => {
    const changes = [
      change('c1', 'Shorten sessions', 5, ['config/session.yaml']),
      change('c2', 'Upgrade', 6, ['package.json', 'package-lock.json']),
    ]
    const suspects = rankSuspects({ changes, symptomText: 'x', onsetAt })
    expect(rankHypotheses({ state, telemetry: calm, suspects }).map(one => one.kind)).toEqual(['config', 'dependency'])
  })
})

test('a machine that was as busy before the onset is no news', () => {
  const busy: HostSnapshot = { ...idleHost, cpuShare: 1, pressure: { cpu: 80, memory: 0, io: 0 }, load: [9, 6, 2] }
  const cpu = (host: HostSnapshot) => given({ host }).find(one => one.kind === 'cpu')
  expect(cpu(busy)?.score).toBe(55)
  const always = cpu({ ...busy, load: [9, 9, 8] })
  expect(always?.score).toBe(22)
  expect(always?.reasons.map(reason => reason.text)).toContain('it was as busy before: load 8 over 15 min')
})

test('every score is the sum of its reasons and stays between 0 and 97', () => {
  const titles = ['too many clients', 'ENOSPC', 'deadlock', 'x509: expired', 'getaddrinfo', 'other', 'OOM', 'EMFILE']
  const anyGroup = fc
    .record({ title: fc.constantFrom(...titles), count: fc.integer({ min: 1, max: 1e6 }), early: fc.boolean() })
    .map(({ title, count, early }) => group(title, count, early ? { firstAt: onsetAt - 60 * minute } : {}))
  const anyHost = fc.record({ used: fc.double({ min: 0, max: 1, noNaN: true }), busy: fc.boolean() })
  fc.assert(
    fc.property(fc.array(anyGroup, { maxLength: 8 }), anyHost, (groups, { used, busy }) => {
      const disks = [{ mount: '/', usedShare: used, inodeShare: used, freeBytes: 0 }]
      const host = { ...idleHost, disks, memoryShare: used, cpuShare: busy ? 1 : 0, openFilesShare: used }
      const ranked = given({ groups, host })
      for (const { score, reasons } of ranked) {
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score)
        expect(score >= 0 && score <= 97).toBe(true)
      }
      expect(given({ groups: [...groups].reverse(), host }).map(one => one.score)).toEqual(ranked.map(one => one.score))
    }),
  )
})

test('every signature is told by more than the logs: by figures or probes, or by what was changed', () => {
  const toldByChanges = ['config', 'dependency']
  const silent = signatures.filter(({ metric, host, probes }) => !metric && !host && !probes)
  expect(silent.map(({ kind }) => kind)).toEqual(toldByChanges)
})

test.each([
  ['third-party', 'upstream_errors'],
  ['dns', 'dns_lookup_errors'],
  ['credentials', 'auth_failures'],
  ['process', 'container_restarts'],
])('%s: the metric %s is its own', (kind, name) => {
  const matching = signatures.filter(({ metric }) => metric?.name.test(name.replaceAll('_', ' ')))
  expect(matching.map(one => one.kind)).toEqual([kind])
})

test('every signature asks something, only reads, and leads to a fix', () => {
  expect(new Set(signatures.map(one => one.kind)).size).toBe(signatures.length)
  for (const { test: plan, fixes } of signatures) {
    expect(plan.commands.length).toBeGreaterThan(0)
    expect(plan.asks.endsWith('?') || plan.asks.endsWith('.')).toBe(true)
    expect(fixes.length).toBeGreaterThan(0)
    for (const [program] of plan.commands)
      expect(program).toMatch(/^(?:ss|ps|df|free|uptime|cat|date|find|getent|timedatectl)$/)
  }
})

test('a kind of cause from the configuration is ranked and tested like the others', () => {
  const causes = [
    {
      name: 'license server away',
      says: 'no license for \\w+',
      test: { asks: 'does it answer?', trueIf: 'it does not', falseIf: 'it does', commands: [['licensectl', 'ping']] },
      fix: 'restart the license server',
    },
  ]
  const own = ownSignatures(configSchema.parse({ causes }))
  const telemetry = { ...calm, groups: [group('LicenseError: No license for seat 7')] }
  const [best] = rankHypotheses({ state, telemetry, suspects: null, own })
  expect(best).toMatchObject({ title: 'license server away', falseIf: 'it does' })
  expect(best?.fixOptions).toEqual([{ kind: 'mitigate', why: 'restart the license server' }])
  const subject = { kind: best?.kind ?? '', title: best?.title ?? '', suspectSha: null }
  expect(testFor(subject, null, own)?.commands.map(spec => [spec.argv, spec.tier])).toEqual([
    [['licensectl', 'ping'], 'read'],
  ])
  expect(configSchema.safeParse({ causes: [{ name: 'x', says: '(' }] }).success).toBe(false)
})

test('more requests than before speak for too much traffic, as many as before against it', () => {
  const telemetry = { ...calm, groups: [group('Overloaded: request queue is full')] }
  const capacity = (since: number) =>
    rankHypotheses({ state, telemetry, suspects: null, traffic: { before: 100, since } }).find(
      one => one.kind === 'capacity',
    )
  expect(capacity(400)?.reasons.map(one => one.text)).toContain('400 requests a minute, before the onset 100')
  expect((capacity(400)?.score ?? 0) - (capacity(100)?.score ?? 0)).toBeGreaterThan(30)
})
