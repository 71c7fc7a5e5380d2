// What others were told, who is on it, and whether the record is on disk: the small pane's nine rows.
import { critical, ok, type Segment, warn } from '../../../components/rows/row.ts'
import { clock, span } from '../../../components/theme/times.ts'
import type { FactRow } from '../../../components/UpdatesPane.tsx'
import { nextUpdateDue } from '../../../incident/people/cadence.ts'
import type { DeliveryState, IncidentState } from '../../../incident/state.ts'
import type { Scene } from '../../scene.ts'

export function updateGroups(scene: Scene): FactRow[][] {
  const { state, recordTrouble, heldInMemory } = scene
  const on = state.mitigations.filter(one => one.undoneAt === null)
  const held = heldInMemory ? `${heldInMemory.count} in memory` : 'in memory'
  return [
    [
      { label: 'Status', value: state.statusWord },
      { label: 'Last sent', value: lastSent(state) },
      { label: 'Next due', value: nextDue(scene) },
      { label: 'Mitigations on', value: on.length === 0 ? 'none' : warn(`${on.length}`) },
    ],
    [
      { label: 'On it', value: onIt(state) },
      { label: 'Paged', value: paged(state) },
    ],
    [{ label: 'Record', value: recordTrouble === null ? [ok('✓'), ' on disk'] : [warn('▲ '), warn(held)] }],
  ]
}

/** What is wrong with a delivery stands before its time; what arrived needs no sign. */
function lastSent({ updates }: IncidentState) {
  const last = updates.at(-1)
  if (!last) return warn('none yet')
  const states = last.channels.map(channel => channel.state)
  const worst = worstOf(states)
  if (worst === 'delivered' || worst === null) return `${clock(last.at)} by ${nameOf(last.by)}`
  return [deliveryMark(worst), ` ${clock(last.at)} `, worst === 'waiting' ? 'waits' : warn(deliveryWord[worst])]
}

function paged({ pages }: IncidentState) {
  if (pages.length === 0) return 'nobody'
  const last = new Map(pages.map(page => [page.whom, page.state]))
  return [...last].flatMap(([whom, state], index): (string | Segment)[] => [
    index === 0 ? '' : ', ',
    whom,
    ...(state === 'delivered' ? [] : [' ', deliveryMark(state)]),
  ])
}

function nextDue({ state, now, config }: Scene) {
  const due = nextUpdateDue(state, config.cadence)
  if (due === null) return 'n/a'
  if (due <= now) return warn(`since ${clock(due)}`)
  return state.updates.length === 0 ? `at ${clock(due)}` : `${clock(due)}, in ${span(due - now)}`
}

/** The incident commander first, and known as such. */
function onIt({ people, roles }: IncidentState): string {
  const leads = roles['incident commander']
  const others = [...new Set([...people.map(nameOf), ...Object.values(roles)])].filter(one => one !== leads)
  return [...(leads === undefined ? [] : [`${leads} leads`]), ...others].join(', ')
}

const deliveryWord: Record<DeliveryState, string> = {
  waiting: 'waiting',
  delivered: 'delivered',
  failed: 'failed',
  unknown: 'unknown',
}

export function deliveryMark(state: DeliveryState): Segment {
  if (state === 'delivered') return ok('✓')
  if (state === 'failed') return critical('✗')
  return state === 'unknown' ? warn('?') : { text: '○', token: 'muted', spoken: 'waiting' }
}

function worstOf(states: readonly DeliveryState[]): DeliveryState | null {
  const order: readonly DeliveryState[] = ['failed', 'unknown', 'waiting', 'delivered']
  return order.find(one => states.includes(one)) ?? null
}

function nameOf(by: string): string {
  return by.replace(/@.*$/, '')
}
