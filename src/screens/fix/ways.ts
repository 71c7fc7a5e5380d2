// The three ways to fix, which one is looked at, and where each stands.

import type { MitigationConfig } from '../../config/schema.ts'
import { type CommandSpec, command } from '../../incident/command.ts'
import type { FixState, MitigationState } from '../../incident/state.ts'
import { chosenOf } from '../choosing.ts'
import type { Scene } from '../scene.ts'
import { likelySuspect } from '../suspects.ts'
import type { ItemList } from '../workbench.ts'

export const ways = ['revert', 'hotfix', 'mitigate'] as const
export type Way = (typeof ways)[number]
export const wayList = 'fix-way'
export const viewList = 'fix-view'
export const mitigationList = 'fix-mitigation'

/** `options` compares the three; the others are one of them in full. */
export function fixView({ view }: Scene): 'options' | 'hotfix' | 'mitigate' {
  return chosenOf(view, viewList, ['options', 'hotfix', 'mitigate']) as 'options' | 'hotfix' | 'mitigate'
}

export function chosenWay(scene: Scene): Way {
  return chosenOf(scene.view, wayList, ways, recommendedWay(scene)) as Way
}

/** What is under way, else the revert of a suspect, else a mitigation that is set up, else a hotfix. */
export function recommendedWay(scene: Scene): Way {
  const active = activeFix(scene, 'revert') ?? activeFix(scene, 'hotfix')
  if (active?.kind === 'hotfix') return 'hotfix'
  const conflicting = scene.state.fixes.some(fix => fix.kind === 'revert' && fix.state === 'refused')
  if (active || (!conflicting && scene.repository !== null && likelySuspect(scene) !== null)) return 'revert'
  return scene.config.mitigations.length > 0 ? 'mitigate' : 'hotfix'
}

/** The newest fix of that kind that was not given up. */
export function activeFix({ state }: Pick<Scene, 'state'>, kind: Way): FixState | null {
  return state.fixes.findLast(fix => fix.kind === kind && fix.state !== 'abandoned') ?? null
}

export interface MitigationItem {
  readonly id: string
  readonly name: string
  readonly run: CommandSpec | null
  readonly undo: CommandSpec | null
  readonly expect: string | null
  /** Set while it is on. */
  readonly on: MitigationState | null
  readonly isRunning: boolean
}

/** What is set up, then what is on though nobody has set it up here. */
export function mitigationItems({ config, state }: Scene): MitigationItem[] {
  const on = state.mitigations.filter(one => one.undoneAt === null)
  const known = config.mitigations.map(one => ({
    id: one.name,
    name: one.name,
    run: specOf(one.run, one),
    undo: one.undo ? specOf(one.undo, { ...one, risk: 'reversible' }) : null,
    expect: one.expect ?? null,
    on: on.find(active => active.name === one.name) ?? null,
    isRunning: state.commands.some(
      run => run.state === 'running' && run.purpose.kind === 'mitigation' && run.purpose.name === one.name,
    ),
  }))
  const others = on.filter(active => !config.mitigations.some(one => one.name === active.name))
  return [
    ...known,
    ...others.map(active => ({
      id: active.id,
      name: active.name,
      run: null,
      undo: active.undo,
      expect: active.expect,
      on: active,
      isRunning: false,
    })),
  ]
}

export function chosenMitigation(scene: Scene): MitigationItem | null {
  const items = mitigationItems(scene)
  const id = chosenOf(
    scene.view,
    mitigationList,
    items.map(item => item.id),
  )
  return items.find(item => item.id === id) ?? null
}

export function fixItems(scene: Scene): ItemList {
  const shown = fixView(scene)
  if (shown === 'mitigate') return { name: mitigationList, ids: mitigationItems(scene).map(item => item.id) }
  if (shown === 'hotfix') return { name: 'fix-hotfix', ids: [] }
  return { name: wayList, ids: ways, fallback: recommendedWay(scene) }
}

function specOf(run: MitigationConfig['run'], { risk, name }: Pick<MitigationConfig, 'risk' | 'name'>): CommandSpec {
  const word = name.split(/\s+/)[0] ?? 'run'
  if (Array.isArray(run)) return command(run, { tier: risk, word, timeoutMs: 300_000 })
  return command([run.line], { tier: risk, word, shell: true, timeoutMs: 300_000 })
}
