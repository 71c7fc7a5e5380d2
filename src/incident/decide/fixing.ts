// Fixes from their choice to their last step. What became of a step is said once; what comes late changes nothing.
import type { EventData } from '../events.ts'
import type { Effect } from '../intents.ts'
import type { FixState, IncidentState } from '../state.ts'
import { type Deciders, type IntentOf, nothing, recorded, recordedAnd, refused, refusedReadOnly } from './answers.ts'

export const fixing: Deciders<
  | 'chooseFix'
  | 'fixRehearsed'
  | 'settleFixStep'
  | 'abandonFix'
  | 'resumeFix'
  | 'inspectStep'
  | 'replanFix'
  | 'requestFix'
> = {
  chooseFix: (state, { fixId, fixKind, title, targets, why }, { readOnly }) => {
    if (readOnly) return refusedReadOnly
    if (state.fixes.some(one => one.id === fixId)) return nothing
    if (fixKind === 'revert' && targets.length === 0) return refused('say which commit to revert')
    const chosen = { type: 'fix.chosen', fixId, kind: fixKind, title, targets, why } as const
    return recordedAnd(preparation(state, { id: fixId, kind: fixKind, title, targets }), chosen)
  },
  fixRehearsed: (state, { kind: _, ...rehearsal }) => {
    const fix = state.fixes.find(one => one.id === rehearsal.fixId)
    if (!fix) return refused('no such fix')
    if (fix.state === 'completed' || fix.state === 'abandoned') return nothing
    return recorded({ type: 'fix.rehearsed', ...rehearsal })
  },
  settleFixStep: (state, { kind: _, ...settling }, { readOnly }) =>
    readOnly ? refusedReadOnly : settled(state, settling),
  abandonFix: (state, { fixId, reason }, { readOnly }) => {
    if (readOnly) return refusedReadOnly
    const fix = state.fixes.find(one => one.id === fixId)
    if (!fix) return refused('no such fix')
    if (fix.state === 'abandoned') return nothing
    const worktree = fix.rehearsal?.worktree ?? null
    const effects = worktree === null ? [] : [{ kind: 'discardWorktree' as const, fixId, worktree }]
    return recordedAnd(effects, { type: 'fix.abandoned', fixId, reason })
  },
  resumeFix: (state, { fixId }, { readOnly }) => {
    const fix = state.fixes.find(one => one.id === fixId)
    if (!fix || readOnly || fix.state === 'completed' || fix.state === 'abandoned') return nothing
    if (!fix.rehearsal) return recordedAnd(preparation(state, fix))
    const unknown = fix.steps.filter(step => step.state === 'unknown')
    const due = dueStep(fix)
    return recordedAnd([
      ...unknown.map(step => ({ kind: 'inspectStep' as const, fix, step: step.id, pid: lastPid(state, fix, step.id) })),
      ...(due?.kind === 'watch' ? [{ kind: 'watchStep' as const, fix, step: due.id }] : []),
    ])
  },
  requestFix: (state, { fixId, title, reviewer }, { readOnly }) => {
    if (readOnly) return refusedReadOnly
    const fix = state.fixes.find(one => one.id === fixId)
    if (!fix) return refused('no such fix')
    if (fix.steps.some(step => step.id === 'pr' && step.state === 'done')) return refused('it is opened already')
    if (title !== undefined && title.trim() === '') return refused('a pull request needs a title')
    return recorded({
      type: 'fix.requested',
      fixId,
      ...(title !== undefined && { title }),
      ...(reviewer !== undefined && { reviewer }),
    })
  },
  inspectStep: (state, { fixId, step, said = '' }) => {
    const fix = state.fixes.find(one => one.id === fixId)
    return fix ? recordedAnd([{ kind: 'inspectStep', fix, step, said }]) : refused('no such fix')
  },
  replanFix: (state, { fixId, way }, { readOnly }) => {
    if (readOnly) return refusedReadOnly
    const fix = state.fixes.find(one => one.id === fixId)
    if (fix?.kind !== 'revert') return refused('only a revert can be brought in another way')
    if (fix.steps.some(step => step.state === 'running')) return refused('one of its steps is running')
    return recordedAnd([{ ...rehearsing(state, fix), way }])
  },
}

function lastPid({ commands }: IncidentState, fix: FixState, step: string): number | null {
  const isOf = ({ purpose }: IncidentState['commands'][number]) =>
    purpose.kind === 'fix' && purpose.fixId === fix.id && purpose.step === step
  return commands.findLast(isOf)?.pid ?? null
}

/** The first step that is neither done nor skipped; null once all are. */
export function dueStep(fix: Pick<FixState, 'steps'>): FixState['steps'][number] | null {
  return fix.steps.find(step => step.state !== 'done' && step.state !== 'skipped') ?? null
}

type Chosen = Pick<FixState, 'id' | 'kind' | 'title' | 'targets'>

function preparation(state: IncidentState, fix: Chosen): Effect[] {
  if (fix.kind === 'revert') return [rehearsing(state, fix)]
  return fix.kind === 'hotfix' ? [{ kind: 'prepareHotfix', fixId: fix.id, title: fix.title }] : []
}

function rehearsing({ id, title }: IncidentState, fix: Chosen): Extract<Effect, { kind: 'rehearseRevert' }> {
  return { kind: 'rehearseRevert', fixId: fix.id, targets: fix.targets, incident: { id: id ?? '', title } }
}

type Settling = Omit<IntentOf<'settleFixStep'>, 'kind'>

/** The step as it now stands; the fix is in place once its last one is done, and what is awaited next is followed. */
function settled(state: IncidentState, { fixId, step: stepId, state: how, detail, tree }: Settling) {
  const fix = state.fixes.find(one => one.id === fixId)
  const step = fix?.steps.find(one => one.id === stepId)
  if (!fix || !step) return refused('no such step')
  if (isEditedAgain(fix, step, { state: how, tree }))
    return recorded(...editedAgain(fix, { state: how, detail, ...(tree !== undefined && { tree }) }))
  const isSame = step.state === how && step.detail === detail
  const isLate = step.state === 'done' && how !== 'failed'
  if (isSame || isLate || fix.state === 'completed' || fix.state === 'abandoned') return nothing
  const event: EventData = { type: 'fix.step', fixId, step: stepId, state: how, detail, ...(tree && { tree }) }
  if (how !== 'done' && how !== 'skipped') return recorded(event)
  const steps = fix.steps.map(one => (one.id === stepId ? { ...one, state: how } : one))
  const next = dueStep({ steps })
  if (next?.kind === 'watch') return recordedAnd([{ kind: 'watchStep', fix: { ...fix, steps }, step: next.id }], event)
  if (next) return recorded(event)
  const worktree = fix.rehearsal?.worktree ?? null
  const retire = worktree === null ? [] : [{ kind: 'discardWorktree', fixId, worktree, keep: 'changes' } as const]
  return recordedAnd(retire, event, { type: 'fix.completed', fixId })
}

type FixStep = FixState['steps'][number]

/** The editor was opened once more, and left something else than before; or nothing at all. */
function isEditedAgain(fix: FixState, step: FixStep, { state, tree }: Pick<Settling, 'state' | 'tree'>): boolean {
  if (fix.kind !== 'hotfix' || step.id !== 'edit' || step.state !== 'done') return false
  return state === 'todo' || (state === 'done' && tree !== undefined && step.tree !== tree)
}

const afterAnEdit = /^(?:review|test-\d+|commit)$/

/** What was looked at, tested or committed was another change: it is due again. Nothing is where it was pushed. */
function editedAgain(fix: FixState, edit: Pick<Settling, 'state' | 'detail' | 'tree'>): EventData[] {
  if (fix.steps.some(step => step.id === 'push' && step.state === 'done')) return []
  const open = fix.steps.filter(step => afterAnEdit.test(step.id) && step.state !== 'todo' && step.state !== 'running')
  return [
    { type: 'fix.step', fixId: fix.id, step: 'edit', ...edit },
    ...open.map(step => ({
      type: 'fix.step' as const,
      fixId: fix.id,
      step: step.id,
      state: 'todo' as const,
      detail: 'edited since',
    })),
  ]
}

type Outcome = IntentOf<'commandEnded'>['outcome']

/** Stopped in the middle: it may have got through all the same. */
const cutShort: ReadonlySet<Outcome> = new Set(['cancelled', 'timedOut', 'signalled'])
const cutWords: Partial<Record<Outcome, string>> = {
  unknown: 'it ran when the program ended',
  cancelled: 'stopped by a person',
  timedOut: 'it took too long and was stopped',
  signalled: 'ended by a signal',
}

/** What the end of a command means for the step it was: nothing is guessed where the program died over it. */
export function stepEnded(
  state: IncidentState,
  { fixId, step }: { readonly fixId: string; readonly step: string },
  end: Omit<IntentOf<'commandEnded'>, 'kind'>,
): { readonly events: readonly EventData[]; readonly effects: readonly Effect[] } {
  const isOk = end.outcome === 'exited' && end.exitCode === 0
  const { spec: { tier } = { tier: 'read' }, pid = null } = state.commands.find(one => one.runId === end.runId) ?? {}
  const isCut = end.outcome === 'unknown' || (tier !== 'read' && cutShort.has(end.outcome))
  const how = isCut ? 'unknown' : isOk ? 'done' : 'failed'
  const detail = isOk ? '' : (cutWords[end.outcome] ?? tellingLine(end.tail))
  const decision = settled(state, { fixId, step, state: how, detail })
  if ('refused' in decision) return { events: [], effects: [] }
  const fix = state.fixes.find(one => one.id === fixId)
  return how === 'unknown' && fix
    ? { ...decision, effects: [...decision.effects, { kind: 'inspectStep', fix, step, pid }] }
    : decision
}

/** The line that says what went wrong: the one that calls itself an error, else the last. */
function tellingLine(text: string): string {
  const lines = text.trimEnd().split('\n')
  return lines.find(line => /^\s*(fatal|error|!)[: ]/i.test(line))?.trim() ?? lines.at(-1) ?? ''
}
