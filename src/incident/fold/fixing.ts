// What commands, fixes and mitigations change.
import type { EventOf } from '../events.ts'
import type { Draft, Handlers } from './draft.ts'
import { askAgain } from './verifying.ts'

export const fixing: Handlers<
  | 'command.started'
  | 'command.spawned'
  | 'command.ended'
  | 'fix.chosen'
  | 'fix.rehearsed'
  | 'fix.step'
  | 'fix.requested'
  | 'fix.completed'
  | 'fix.abandoned'
  | 'mitigation.applied'
  | 'mitigation.undone'
  | 'mitigation.judged'
> = {
  'command.started': (draft, event) => {
    if (draft.commands.some(one => one.runId === event.runId)) return
    draft.commands.push({
      runId: event.runId,
      spec: { ...event.spec, argv: [...event.spec.argv], env: { ...event.spec.env } },
      purpose: structuredClone(event.purpose) as Draft['commands'][number]['purpose'],
      startedAt: event.at,
      by: event.by,
      actor: event.actor,
      pid: event.pid,
      host: null,
      state: 'running',
      outcome: null,
      exitCode: null,
      durationMs: null,
      artifact: null,
      tail: '',
      label: null,
    })
    const { purpose } = event
    if (purpose.kind === 'fix')
      setStep(draft, { fixId: purpose.fixId, step: purpose.step, state: 'running', detail: '', at: event.at })
  },
  'command.spawned': (draft, event) => {
    const run = draft.commands.find(one => one.runId === event.runId)
    if (!run) return
    run.pid = event.pid
    run.host = event.host
  },
  'command.ended': (draft, event) => {
    const run = draft.commands.find(one => one.runId === event.runId)
    if (!run) return
    run.state = event.outcome === 'unknown' ? 'interrupted' : 'ended'
    run.outcome = event.outcome
    run.exitCode = event.exitCode
    run.durationMs = event.durationMs
    run.artifact = event.artifact
    run.tail = event.tail
  },
  'fix.chosen': (draft, event) => {
    if (draft.fixes.some(one => one.id === event.fixId)) return
    draft.fixes.push({
      id: event.fixId,
      kind: event.kind,
      title: event.title,
      targets: [...event.targets],
      why: event.why,
      chosenAt: event.at,
      actor: event.actor,
      state: 'chosen',
      rehearsal: null,
      steps: [],
      request: { title: null, reviewer: null },
    })
  },
  'fix.rehearsed': (draft, event) => {
    const fix = draft.fixes.find(one => one.id === event.fixId)
    if (!fix) return
    fix.state = event.outcome === 'clean' || event.outcome === 'unsafe' ? 'rehearsed' : 'refused'
    fix.rehearsal = {
      outcome: event.outcome,
      summary: event.summary,
      worktree: event.worktree,
      revertSha: event.revertSha,
      lastGood: event.lastGood,
      conflicts: [...event.conflicts],
      checks: event.checks.map(check => ({ ...check })),
    }
    fix.steps = structuredClone(event.steps).map(step => {
      const isMade = step.made !== undefined
      return { ...step, state: isMade ? 'done' : 'todo', detail: step.made ?? '', at: isMade ? event.at : null }
    }) as never
  },
  'fix.step': (draft, event) => {
    setStep(draft, event)
    const step = draft.fixes.find(one => one.id === event.fixId)?.steps.find(one => one.id === event.step)
    if (step && event.tree !== undefined) step.tree = event.tree
  },
  'fix.requested': (draft, event) => {
    const fix = draft.fixes.find(one => one.id === event.fixId)
    if (!fix) return
    const { title = fix.request.title, reviewer = fix.request.reviewer } = event
    fix.request = { title, reviewer }
  },
  'fix.completed': (draft, event) => {
    const fix = draft.fixes.find(one => one.id === event.fixId)
    if (fix) fix.state = 'completed'
    askAgain(draft)
  },
  'fix.abandoned': (draft, event) => {
    const fix = draft.fixes.find(one => one.id === event.fixId)
    if (fix) fix.state = 'abandoned'
  },
  'mitigation.applied': (draft, event) => {
    if (draft.mitigations.some(one => one.id === event.mitigationId)) return
    draft.mitigations.push({
      id: event.mitigationId,
      name: event.name,
      undo: event.undo && { ...event.undo, argv: [...event.undo.argv], env: { ...event.undo.env } },
      expect: event.expect,
      appliedAt: event.at,
      undoneAt: null,
      judged: null,
    })
    askAgain(draft)
  },
  'mitigation.undone': (draft, event) => {
    const mitigation = draft.mitigations.find(one => one.id === event.mitigationId)
    if (mitigation) mitigation.undoneAt = event.at
  },
  'mitigation.judged': (draft, event) => {
    const mitigation = draft.mitigations.find(one => one.id === event.mitigationId)
    if (mitigation) mitigation.judged = { worked: event.worked, detail: event.detail }
  },
}

type StepChange = Pick<EventOf<'fix.step'>, 'fixId' | 'step' | 'state' | 'detail' | 'at'>

function setStep(draft: Draft, { fixId, step: id, state, detail, at }: StepChange): void {
  const fix = draft.fixes.find(one => one.id === fixId)
  const step = fix?.steps.find(one => one.id === id)
  if (!fix || !step) return
  step.state = state
  step.detail = detail
  step.at = at
  if (fix.state === 'rehearsed' && state !== 'todo') fix.state = 'running'
}
