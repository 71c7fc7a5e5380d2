// How the fix was confirmed: by the gate, or by a person with a reason; what was watched, and what turned up meanwhile.

import { spanInWords } from '../../incident/spans.ts'
import type { IncidentState } from '../../incident/state.ts'
import type { Block } from '../model.ts'
import { clockOf } from '../spans.ts'

/** Rows of facts; nothing where nothing was confirmed or watched. */
export function confirmation({ gate, monitor, secondary }: IncidentState): Block[] {
  const confirmed = gate.overrides.some(one => one.at === gate.passedAt) ? 'Taken as confirmed' : 'Fix confirmed'
  const rows = [
    ...(gate.passedAt === null ? [] : [{ label: confirmed, value: `${clockOf(gate.passedAt)} UTC` }]),
    ...gate.overrides.map(({ at, reason }) => ({
      label: 'Gate overridden',
      value: `${clockOf(at)} UTC: ${reason}`,
    })),
    ...gate.signals.map(({ name, now, baseline, inside, by }) => ({
      label: name,
      value: `${now}, usually ${baseline}${inside ? '' : `: outside${by ? `, ${by}` : ''}`}`,
    })),
    ...gate.acceptedBaselines.map(({ signal, reason }) => ({ label: `${signal} accepted as usual`, value: reason })),
    ...(monitor === null ? [] : [{ label: 'Monitored', value: monitored(monitor) }]),
    ...secondary.map(({ text, firstAt, settled }) => ({
      label: 'New since the fix',
      value: `${text}, first seen ${clockOf(firstAt)} UTC: ${settled ?? 'not settled'}`,
    })),
  ]
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }]
}

function monitored({ windowMs, completedAt, relapses }: NonNullable<IncidentState['monitor']>): string {
  const how = completedAt === null ? 'not completed' : 'unbroken'
  const after = relapses === 0 ? '' : `, after ${relapses === 1 ? '1 relapse' : `${relapses} relapses`}`
  return `${spanInWords(windowMs)}, ${how}${after}`
}
