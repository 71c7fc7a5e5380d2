// The work behind a fix: rehearse, prepare, plan in another way, look what became of a step, follow what is awaited.
// Each piece is done once at a time for each fix; what comes back is an intent.

import { join } from 'node:path'
import type { Effect } from '../incident/intents.ts'
import { cleanText } from '../incident/redact.ts'
import type { FixState } from '../incident/state.ts'
import type { Answer, EffectSettings } from './effects.ts'
import { type FixPlace, failed, type Rehearsal, short } from './git.ts'
import { dayOf, prepareHotfix } from './hotfix.ts'
import { inspectStep, type StepFinding } from './inspect-step.ts'
import { rehearseRevert } from './revert.ts'
import { ended, isAlive } from './stopping.ts'
import { watchStep } from './watch-step.ts'
import { discardWorktree, retireWorktree } from './worktree.ts'

type Inspect = Extract<Effect, { kind: 'inspectStep' }>
type FixEffect = Exclude<Effect, { kind: 'run' | 'cancel' | 'send' }>

export function createFixWork({ folder, settings }: { readonly folder: string; readonly settings: EffectSettings }) {
  const stopping = new AbortController()
  const watching = new Map<string, AbortController>()
  const busy = new Set<string>()
  const inspecting = new Set<string>()
  const pathOf = (fixId: string) => join(settings.worktrees ?? folder, fixId)
  const withEnv = settings.env && { env: settings.env }

  const prepare = async (fixId: string, answer: Answer, work: (place: FixPlace) => Promise<Rehearsal>) => {
    if (busy.has(fixId)) return
    busy.add(fixId)
    const prepared = settings.place ? await work(settings.place) : failed('there is no git repository here')
    busy.delete(fixId)
    answer({ kind: 'fixRehearsed', fixId, ...prepared })
  }

  const rehearse = (
    { fixId, targets, incident, way }: Extract<FixEffect, { kind: 'rehearseRevert' }>,
    answer: Answer,
  ) =>
    prepare(fixId, answer, place =>
      rehearseRevert({
        place,
        targets,
        incident,
        path: pathOf(fixId),
        branch: `revert/incident-${dayOf(settings.now())}-${short(targets[0] ?? '')}`,
        way: way ?? (place.revertTo === 'branch' ? 'pullRequest' : 'direct'),
        ...withEnv,
        say: line => settings.onOutput?.(fixId, Buffer.from(`${line}\n`)),
      }),
    )

  const inspect = async ({ fix, step: stepId, said = '', pid = null }: Inspect, answer: Answer) => {
    const { place } = settings
    const step = fix.steps.find(one => one.id === stepId)
    const key = `${fix.id} ${stepId}`
    if (!place || !step || inspecting.has(key)) return
    inspecting.add(key)
    if (pid !== null && isAlive(pid)) {
      const detail = `process ${pid} still runs; what becomes of it is awaited`
      answer({ kind: 'settleFixStep', fixId: fix.id, step: stepId, state: 'unknown', detail })
      await ended(pid, stopping.signal)
      if (stopping.signal.aborted) return
    }
    const finding = await inspectStep({ place, fix, step, ...withEnv }).catch(
      (error: unknown): StepFinding => ({
        state: 'unknown',
        detail: error instanceof Error ? cleanText(error.message) : '',
      }),
    )
    inspecting.delete(key)
    const detail = [said, finding.detail].filter(Boolean).join('; ')
    const { state, tree } = finding
    answer({ kind: 'settleFixStep', fixId: fix.id, step: stepId, state, detail, ...(tree && { tree }) })
  }

  const watch = async (fix: FixState, stepId: string, answer: Answer) => {
    const { place } = settings
    const step = fix.steps.find(one => one.id === stepId)
    const key = `${fix.id} ${stepId}`
    if (!place || !step || watching.has(key)) return
    if (step.waitsFor?.kind === 'live' && step.waitsFor.by !== 'endpoint') return
    const abort = new AbortController()
    watching.set(key, abort)
    await watchStep({ place, step, signal: abort.signal, ...withEnv }, finding =>
      answer({ kind: 'settleFixStep', fixId: fix.id, step: stepId, ...finding }),
    )
    watching.delete(key)
  }

  const unwatch = (fixId: string) => {
    for (const [key, abort] of watching) if (key.startsWith(fixId)) abort.abort()
  }

  return {
    run: (effect: FixEffect, answer: Answer): void => {
      const repo = settings.place?.repo
      switch (effect.kind) {
        case 'rehearseRevert':
          return void rehearse(effect, answer)
        case 'prepareHotfix':
          return void prepare(effect.fixId, answer, place =>
            prepareHotfix({
              place,
              title: effect.title,
              path: pathOf(effect.fixId),
              now: settings.now(),
              ...withEnv,
            }),
          )
        case 'inspectStep':
          return void inspect(effect, answer)
        case 'watchStep':
          return void watch(effect.fix, effect.step, answer)
        case 'discardWorktree':
          unwatch(effect.fixId)
          return void (repo && (effect.keep === 'changes' ? retireWorktree : discardWorktree)(repo, effect.worktree))
      }
    },
    stop: async (): Promise<void> => {
      stopping.abort()
      for (const abort of watching.values()) abort.abort()
    },
  }
}
