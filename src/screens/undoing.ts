// Undoes a mitigation from wherever one is: what is on is on screen all the time, and so is the way back.

import type { Command } from './command.ts'
import { type MitigationItem, mitigationItems } from './mitigations.ts'
import { whyReadOnly } from './read-only.ts'
import { askThenRun } from './running.ts'
import type { Hands, Scene } from './scene.ts'

export const undoAnywhere: Command = {
  id: 'undo-mitigation',
  keys: ['U'],
  shown: 'U',
  label: 'undo',
  help: 'undo a mitigation: the newest that is on',
  group: 'everywhere',
  quiet: true,
  enabled: scene => canUndo(undoable(scene, null), scene),
  run: (scene, hands) => undo(undoable(scene, null), hands),
}

export function canUndo(item: MitigationItem | null, { readOnly }: Scene): true | string {
  if (readOnly) return whyReadOnly
  return item ? true : 'none is on that has an undo'
}

/** The chosen one, else the newest that is on; also one of which nobody knows whether it got through. */
export function undoable(scene: Scene, chosen: MitigationItem | null): MitigationItem | null {
  const items = mitigationItems(scene).filter(item => item.undo && !item.isRunning && (item.on || mayBeOn(item)))
  const newest = items.filter(item => item.on).sort((a, b) => (b.on?.appliedAt ?? 0) - (a.on?.appliedAt ?? 0))[0]
  return items.find(item => item.id === chosen?.id) ?? newest ?? null
}

/** Its switching on was cut short: nobody knows whether it got through. */
export function mayBeOn({ troubled }: MitigationItem): boolean {
  const { purpose, outcome } = troubled ?? {}
  const isCut = outcome === 'unknown' || outcome === 'cancelled' || outcome === 'timedOut' || outcome === 'signalled'
  return purpose?.kind === 'mitigation' && purpose.direction === 'do' && isCut
}

export function undo(item: MitigationItem | null, hands: Hands): void {
  if (!item?.undo) return
  const last = item.last?.purpose
  const mitigationId = item.on?.id ?? (last?.kind === 'mitigation' ? last.mitigationId : hands.newId())
  const purpose = { kind: 'mitigation', name: item.name, mitigationId, direction: 'undo' } as const
  askThenRun({ title: `Undo "${item.name}"`, spec: item.undo, purpose, facts: [['Takes back', item.name]] }, hands)
}
