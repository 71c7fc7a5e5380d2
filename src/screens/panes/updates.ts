// What others were told, who is on it, and whether the record is on disk.

import { ok, warn } from '../../components/rows/row.ts'
import { clock, span } from '../../components/theme/times.ts'
import type { FactRow } from '../../components/UpdatesPane.tsx'
import type { Scene } from '../scene.ts'

export function updateGroups({ state, now, recordTrouble }: Scene): FactRow[][] {
  const last = state.updates.at(-1)
  const due = last?.nextDueAt ?? null
  const on = state.mitigations.filter(one => one.undoneAt === null)
  const paged = [...new Set(state.pages.map(page => page.whom))]
  return [
    [
      { label: 'Status', value: state.statusWord },
      { label: 'Last sent', value: last ? `${clock(last.at)} by ${nameOf(last.by)}` : warn('none yet') },
      {
        label: 'Next due',
        value: due === null ? 'n/a' : due > now ? `${clock(due)}, in ${span(due - now)}` : warn(`since ${clock(due)}`),
      },
      { label: 'Mitigations on', value: on.length === 0 ? 'none' : warn(`${on.length}`) },
    ],
    [
      { label: 'On it', value: state.people.map(nameOf).join(', ') },
      { label: 'Paged', value: paged.length === 0 ? 'nobody' : paged.join(', ') },
    ],
    [{ label: 'Record', value: recordTrouble === null ? [ok('✓'), ' on disk'] : [warn('▲'), ' in memory'] }],
  ]
}

function nameOf(by: string): string {
  return by.replace(/@.*$/, '')
}
