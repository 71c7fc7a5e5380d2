// The steps of a runbook, run one by one. Enter runs the one under the cursor, asked as its risk demands.
import { checklistRows } from '../../components/Checklist.ts'
import type { StepState } from '../../components/marks.ts'
import { optionRows } from '../../components/OptionList.ts'
import { muted, row } from '../../components/rows/row.ts'
import { counted } from '../../components/theme/numbers.ts'
import { clock } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { CommandRun } from '../../incident/state.ts'
import { notify, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import { type RunbookItem, runbookItems, runbookNamed } from '../runbooks.ts'
import { askThenRun, watchRun } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { outcomeText } from './output-words.ts'

type Runbook = OverlayOf<'runbook'>

export const runbookOverlay: OverlayKind<'runbook'> = {
  look: ({ name, index }, scene, { width, height }) => {
    if (name === null) return { title: 'Runbooks', rows: listRows(index, scene, width), at: 'top' }
    const items = itemsOf(name, scene)
    const done = items.filter(item => item.last?.exitCode === 0).length
    const rows = items.flatMap((item, at) => stepRows(item, at === index, width))
    const empty = [row(muted('it names no step'))]
    return {
      title: name,
      meta: `${done} of ${items.length} done`,
      rows: around(
        rows.length > 0 ? rows : empty,
        rows.findIndex(one => one.selected),
        height,
      ),
      at: 'top',
    }
  },
  next: (overlay, scene) => {
    const { name, index } = overlay
    const runbook = name === null ? scene.config.runbooks[index] : null
    if (runbook)
      return {
        action: `open "${runbook.name}"`,
        detail: counted(runbook.steps.length, 'step'),
        run: (_, hands) => hands.change(replaceOverlay({ ...overlay, name: runbook.name, index: 0 })),
      }
    const item = name === null ? undefined : itemsOf(name, scene)[index]
    if (!item) return { action: 'no step to run', ready: false }
    if (item.last?.state === 'running')
      return { action: 'watch it run', run: (_, hands) => watchRun(item.last?.runId ?? null, hands) }
    const asks = { read: 'only reads', reversible: 'asks y first', danger: 'asks for a word' }[item.spec.tier]
    return {
      action: `run ${commandLine(item.spec)}`,
      detail: scene.readOnly ? 'read-only' : asks,
      ready: !(scene.readOnly && item.spec.tier !== 'read'),
      run: (now, hands) => runItem(overlay, item, now, hands),
    }
  },
  hints: ({ name }) => [
    { key: '↑↓', label: 'move' },
    ...(name === null ? [] : [{ key: 'o', label: 'its output' }]),
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    const count = overlay.name === null ? scene.config.runbooks.length : itemsOf(overlay.name, scene).length
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    const index = Math.min(count - 1, Math.max(0, overlay.index + by))
    if (by !== 0) return hands.change(replaceOverlay({ ...overlay, index }))
    if (key !== 'o' || overlay.name === null) return
    const last = itemsOf(overlay.name, scene)[overlay.index]?.last
    if (last) watchRun(last.runId, hands)
    else hands.change(notify('Not now: this step has not run', 'plain', scene.now))
  },
}

/** The cursor goes on to the step after it, which is what comes next once this one has ended. */
function runItem(overlay: Runbook, { spec, title }: RunbookItem, scene: Scene, hands: Hands): void {
  const { name, index } = overlay
  const count = itemsOf(name ?? '', scene).length
  hands.change(replaceOverlay({ ...overlay, index: Math.min(count - 1, index + 1) }))
  const purpose = { kind: 'runbook', runbook: name ?? '', step: index } as const
  const facts = [
    ['Runbook', `${name}, step ${index + 1} of ${count}`] as const,
    ...(title ? [['Step', title] as const] : []),
  ]
  const heading = spec.tier === 'danger' ? 'this changes production' : `Run step ${index + 1} of ${name}`
  askThenRun({ title: heading, meta: `step ${index + 1} of ${count}`, spec, purpose, facts }, hands)
}

function itemsOf(name: string, scene: Scene): RunbookItem[] {
  const runbook = runbookNamed(name, scene)
  return runbook ? runbookItems(runbook, scene) : []
}

function listRows(index: number, { config, state }: Scene, width: number) {
  return optionRows({
    items: config.runbooks.map(({ name, when, steps }, at) => {
      const ran = state.commands.filter(({ purpose }) => purpose.kind === 'runbook' && purpose.runbook === name)
      return {
        id: name,
        title: name,
        words: when ?? '',
        meta: ran.length > 0 ? `last at ${clock(ran.at(-1)?.startedAt ?? 0)}` : counted(steps.length, 'step'),
        selected: at === index,
      }
    }),
    width,
  })
}

function stepRows({ title, spec, last }: RunbookItem, isHere: boolean, width: number) {
  return checklistRows(
    [
      {
        id: commandLine(spec),
        title: commandLine(spec),
        state: stateOf(last),
        meta: last ? outcomeText(last) : { read: 'reads', reversible: 'asks y', danger: '▲ danger' }[spec.tier],
        ...(title && { detail: title }),
        selected: isHere,
      },
    ],
    width,
  )
}

function stateOf(last: CommandRun | null): StepState {
  if (!last) return 'todo'
  if (last.state === 'running') return 'current'
  if (last.state === 'interrupted') return 'danger'
  return last.exitCode === 0 ? 'done' : 'failed'
}

/** As many rows as fit, with the one under the cursor among them. */
function around<T>(rows: readonly T[], at: number, height: number): T[] {
  const from = Math.max(0, Math.min(rows.length - height, at - Math.floor(height / 2)))
  return rows.slice(from, from + height)
}
