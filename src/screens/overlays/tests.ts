// The commands that test a hypothesis, exactly as they will run. They only read; each can be left out.
import { confirmRows } from '../../components/Confirm.ts'
import { counted } from '../../components/theme/numbers.ts'
import { ownSignatures } from '../../diagnosis/hypotheses/own-signatures.ts'
import { testFor } from '../../diagnosis/hypothesis-tests.ts'
import { commandLine, plainCommandLine } from '../../incident/command.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import { watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'

export const testsOverlay: OverlayKind<'tests'> = {
  look: (overlay, scene, { width }) => {
    const { hypothesis, test } = subjectOf(overlay, scene)
    return {
      title: `Test: ${hypothesis?.title ?? ''}`,
      meta: 'read-only, nothing is changed',
      rows: confirmRows({
        before: [{ label: 'Asks', words: test?.asks ?? '' }],
        commands: (test?.commands ?? []).map((spec, index) => ({
          id: String(index),
          ticked: overlay.ticks[index] === true,
          command: commandLine(spec),
          effect: 'reads',
          takes: '~1 s',
          selected: index === overlay.index,
        })),
        after: [
          { label: 'True if', words: test?.trueIf ?? '' },
          ...(test?.falseIf ? [{ label: 'Ruled out', words: `if ${test.falseIf}` }] : []),
          { label: 'Runs in', words: `${test?.commands[0]?.cwd ?? 'this folder'} as ${scene.who}, 30 s at most` },
          { label: 'Kept', words: 'output, exit code and time, cited as evidence' },
        ],
        width,
      }),
      at: 'bottom',
    }
  },
  next: ({ ticks }) => {
    const count = ticks.filter(Boolean).length
    return { action: `run ${counted(count, 'command')}`, detail: 'they only read', ready: count > 0, run }
  },
  hints: () => [
    { key: '↑↓', label: 'move' },
    { key: 'Space', label: 'tick' },
    { key: 'Esc', label: 'not now' },
  ],
  key: (key, overlay, _, hands) => {
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    const index = Math.min(overlay.ticks.length - 1, Math.max(0, overlay.index + by))
    if (by !== 0) hands.change(replaceOverlay({ ...overlay, index }))
    if (key !== 'space') return
    const ticks = overlay.ticks.map((ticked, at) => (at === overlay.index ? !ticked : ticked))
    hands.change(replaceOverlay({ ...overlay, ticks }))
  },
}

function run(scene: Scene, hands: Hands): void {
  const overlay = scene.view.overlays.at(-1) as OverlayOf<'tests'>
  const { test } = subjectOf(overlay, scene)
  hands.change(popOverlay)
  const { hypothesisId } = overlay
  const purpose = { kind: 'test', hypothesisId, asks: test?.asks ?? '' } as const
  const ticked = (test?.commands ?? []).filter((_, index) => overlay.ticks[index])
  const runs = ticked.map(spec => {
    const runId = hands.run(spec, purpose, { kind: 'none' })
    if (runId !== null) cite(runId, plainCommandLine(spec), purpose.asks, hands)
    return runId
  })
  watchRun(runs[0] ?? null, hands)
}

function cite(evidenceId: string, title: string, detail: string, hands: Hands): void {
  const kept = { evidenceKind: 'command', source: 'command', kept: true } as const
  hands.dispatch({ kind: 'collectEvidence', evidenceId, title, detail, ...kept })
}

function subjectOf({ hypothesisId }: OverlayOf<'tests'>, { state, repository, config }: Scene) {
  const hypothesis = state.hypotheses.find(one => one.id === hypothesisId)
  return { hypothesis, test: hypothesis ? testFor(hypothesis, repository, ownSignatures(config)) : null }
}
