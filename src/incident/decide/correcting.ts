// Corrections of the timeline. Nothing is rewritten: each is one more fact that names the row it is about.
import { isRetractable } from '../retractable.ts'
import type { IncidentState, TimelineRow } from '../state.ts'
import { type MomentName, momentNames } from '../vocabulary.ts'
import { type Deciders, nothing, orderOfMoments, recorded, refused } from './answers.ts'

const noSuchRow = refused('no such row on the timeline')

export const correcting: Deciders<'amendEntry' | 'retractEntry' | 'keyEntry' | 'joinEntry'> = {
  amendEntry: (state, { kind: _, ...change }, context) => {
    const row = rowOf(state, change.target)
    if (!row) return noSuchRow
    const at = change.newAt ?? row.at
    const endsAt = change.newEndsAt === undefined ? row.endsAt : change.newEndsAt
    if (change.text !== undefined && change.text.trim() === '') return refused('a row has words; x takes it back')
    if (at > context.now + 1000) return refused('a row cannot lie in the future')
    if (endsAt != null && endsAt < at) return refused('its end would come before its beginning')
    const moment = momentOf(row)
    const wrong = moment && change.newAt !== undefined ? orderOfMoments(state, { moment, at }, context) : null
    return wrong ? refused(wrong) : recorded({ type: 'entry.amended', ...change })
  },
  retractEntry: (state, { target, reason }) => {
    if (state.factors.some(one => one.id === target)) return recorded({ type: 'entry.retracted', target, reason })
    const row = rowOf(state, target)
    if (!row) return noSuchRow
    if (!isRetractable(row.type)) return refused('what was observed, run or decided stays; edit its words instead')
    return recorded({ type: 'entry.retracted', target, reason })
  },
  keyEntry: (state, { target, key }) => {
    const row = rowOf(state, target)
    if (!row) return noSuchRow
    return row.key === key ? nothing : recorded({ type: 'entry.keyed', target, key })
  },
  joinEntry: (state, { target, into }) => {
    if (into === null) {
      const isJoined = state.timeline.some(row => row.joined?.some(one => one.id === target))
      return isJoined ? recorded({ type: 'entry.joined', target, into }) : noSuchRow
    }
    if (target === into) return refused('a row cannot be joined with itself')
    if (!rowOf(state, target) || !rowOf(state, into)) return noSuchRow
    return recorded({ type: 'entry.joined', target, into })
  },
}

function rowOf(state: IncidentState, id: string): TimelineRow | undefined {
  return state.timeline.find(row => row.id === id)
}

/** A row that is one of the incident's moments: where it moves, the moment moves. */
function momentOf({ type, text }: TimelineRow): MomentName | null {
  return type === 'moment.recorded' ? (momentNames.find(name => text.startsWith(name)) ?? null) : null
}
