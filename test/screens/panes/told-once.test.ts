// Given what several events tell together, the pane shows one row and the record keeps all of them.
import { describe, expect, test } from 'vitest'
import { timelineRows } from '../../../src/components/TimelinePane.tsx'
import { fold } from '../../../src/incident/fold/fold.ts'
import { second } from '../../../src/incident/time.ts'
import { timelinePaneProps } from '../../../src/screens/panes/timeline/pane.ts'
import { declared, type EventInput, eventsOf, noon } from '../../support/events.ts'
import { plainRows } from '../../support/frame.tsx'
import { sceneFrom } from '../../support/scene.ts'

const test1 = { kind: 'test', hypothesisId: 'h1', asks: 'is it so?' } as const
const push = { kind: 'fix', fixId: 'f1', step: 'push' } as const
const ran = (runId: string, argv: readonly string[], purpose: typeof test1 | typeof push): EventInput[] => [
  { type: 'command.started', runId, spec: { argv }, purpose, pid: 1, at: noon + 60_000 } as EventInput,
  {
    ...{ type: 'command.ended', runId, outcome: 'exited', exitCode: 0, signal: null, durationMs: second },
    ...{ tail: '', artifact: null, at: noon + 61_000 },
  } as EventInput,
]

function shown(...data: readonly EventInput[]) {
  const events = eventsOf(declared, ...data)
  const { rows } = timelinePaneProps(sceneFrom(events), { width: 80 })
  return { rows: plainRows(timelineRows(rows, 70)).split('\n').slice(1, -1), told: fold(events).timeline }
}

describe('what is told together is one row of the pane', () => {
  test('a command that became evidence is its row, with the label of the evidence', () => {
    const { rows, told } = shown(...ran('r1', ['git', 'show', 'a1f3c9e'], test1), {
      type: 'evidence.collected',
      evidenceId: 'r1',
      kind: 'command',
      title: 'git show a1f3c9e',
      detail: '',
      source: 'command',
      kept: true,
      at: noon + 60_000,
    } as EventInput)
    expect(rows).toEqual([expect.stringMatching(/^12:01 {2}\$ git show a1f3c9e +exit 0 {2}E1$/)])
    expect(told.filter(row => row.type === 'evidence.collected')).toHaveLength(1)
  })

  test('a step that only says done is told by its command; one that says more stays', () => {
    const step = { type: 'fix.step', fixId: 'f1', step: 'push', state: 'done' } as const
    const at = noon + 61_000
    const of = (detail: string) =>
      shown(...ran('r1', ['git', 'push'], push), { ...step, detail, at } as EventInput).rows
    expect(of('')).toHaveLength(1)
    expect(of('main moved to 9b2e7d0')).toHaveLength(2)
  })

  test('a confirmation is told by the cause that was set with it', () => {
    const at = noon + 60_000
    const { rows, told } = shown(
      { type: 'hypothesis.confirmed', hypothesisId: 'h1', at } as EventInput,
      { type: 'rootcause.set', text: 'a null customer', hypothesisId: 'h1', at } as EventInput,
    )
    expect(rows).toEqual([expect.stringContaining('root cause: a null customer')])
    expect(told.map(row => row.type)).toContain('hypothesis.confirmed')
  })

  test('a host that goes over a limit and back again and again is one row', () => {
    const host = (text: string, level: 'warn' | 'info', minutes: number) =>
      ({
        ...{ type: 'signal.observed', kind: level === 'warn' ? 'host_high' : 'host_back', subject: 'cpu', text, level },
        ...{ figures: {}, at: noon + minutes * 60_000, by: 'rule' },
      }) as unknown as EventInput
    const twice = [
      host('cpu 99 % busy', 'warn', 1),
      host('host cpu back: cpu 80 % busy', 'info', 2),
      host('cpu 97 % busy', 'warn', 3),
    ]
    expect(shown(...twice).rows).toEqual([expect.stringMatching(/^12:01 {2}▲ cpu 99 % busy ×2 +rule$/)])
    const { rows, told } = shown(...twice, host('host cpu back: cpu 10 % busy', 'info', 5))
    expect(rows).toEqual([expect.stringMatching(/^12:01 {2}▲ cpu 99 % busy ×2 +rule$/)])
    expect(told).toHaveLength(5)
  })

  test('new error groups that differ in a name are counted in one row', () => {
    const group = (who: string, seconds: number) =>
      ({
        ...{ type: 'signal.observed', kind: 'error_group', subject: who, level: 'warn', figures: {}, by: 'rule' },
        ...{
          text: `new error group: GET /api/account failed: session of ${who}`,
          at: noon + 60_000 + seconds * second,
        },
      }) as unknown as EventInput
    const { rows, told } = shown(group('noor', 0), group('theo', 1), group('jun', 2))
    expect(rows).toEqual([expect.stringMatching(/▲ 3 new error groups: GET \/api\/account failed/)])
    expect(told).toHaveLength(4)
  })
})
