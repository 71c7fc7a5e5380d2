// What updates, pages, roles and the post-mortem change.

import type { EventOf } from '../events.ts'
import { mergedTexts } from '../merge-texts.ts'
import { byHand } from '../people/channels.ts'
import type { DeliveryState } from '../state.ts'
import type { Handlers } from './draft.ts'

export const telling: Handlers<
  | 'update.sent'
  | 'delivery.settled'
  | 'escalation.raised'
  | 'escalation.snoozed'
  | 'page.sent'
  | 'role.taken'
  | 'role.handed'
  | 'section.written'
  | 'action.added'
  | 'action.changed'
  | 'factor.added'
  | 'postmortem.moved'
  | 'postmortem.exported'
> = {
  'update.sent': (draft, event) => {
    draft.updates.push({
      id: event.updateId,
      at: event.at,
      by: event.by,
      status: event.status,
      audience: event.audience,
      text: event.text,
      nextDueAt: event.nextDueAt,
      channels: event.channels.map(name => ({ name, state: 'waiting', detail: '', attempts: 0, round: 0 })),
    })
  },
  'delivery.settled': (draft, event) => {
    const channel = draft.updates
      .find(one => one.id === event.messageId)
      ?.channels.find(one => one.name === event.channel)
    if (channel) settle(channel, event)
    const page = draft.pages.find(one => one.id === event.messageId)
    if (page) settle(page, event)
  },
  'escalation.raised': (draft, event) => {
    if (draft.escalations.some(one => one.id === event.escalationId)) return
    const { escalationId: id, kind, text, at } = event
    draft.escalations.push({ id, kind, text, at, snoozedUntil: null })
  },
  'escalation.snoozed': (draft, event) => {
    const escalation = draft.escalations.find(one => one.id === event.escalationId)
    if (escalation) escalation.snoozedUntil = event.until ?? Number.POSITIVE_INFINITY
  },
  'page.sent': (draft, { messageId: id, at, by, whom, through, text }) => {
    const state = through === byHand ? 'delivered' : 'waiting'
    draft.pages.push({ id, at, by, whom, through, text, state, detail: '', attempts: 0, round: 0 })
  },
  'role.taken': (draft, event) => {
    draft.roles[event.role] = event.person
  },
  'role.handed': (draft, event) => {
    draft.roles[event.role] = event.to
  },
  'section.written': (draft, event) => {
    const current = draft.sections[event.section]?.text ?? ''
    const text = event.base === undefined ? event.text : mergedTexts(event.base, current, event.text)
    draft.sections[event.section] = { text, at: event.at, by: event.by }
  },
  'action.added': (draft, event) => {
    if (draft.actionItems.some(one => one.id === event.actionId)) return
    draft.actionItems.push({
      id: event.actionId,
      text: event.text,
      kind: event.kind,
      owner: event.owner,
      due: event.due,
      priority: event.priority,
      link: null,
      done: false,
      dropped: false,
      suggestion: event.suggestion,
      at: event.at,
    })
  },
  'action.changed': (draft, event) => {
    const item = draft.actionItems.find(one => one.id === event.actionId)
    if (!item) return
    if (event.text !== undefined) item.text = event.text
    if (event.itemKind !== undefined) item.kind = event.itemKind
    if (event.priority !== undefined) item.priority = event.priority
    if (event.owner !== undefined) item.owner = event.owner
    if (event.due !== undefined) item.due = event.due
    if (event.link !== undefined) item.link = event.link
    if (event.done !== undefined) item.done = event.done
    if (event.dropped !== undefined) item.dropped = event.dropped
  },
  'factor.added': (draft, { id, text, kind, parent }) => {
    draft.factors.push({ id, text, kind, parent })
  },
  'postmortem.moved': (draft, event) => {
    draft.postmortemState = event.state
  },
  'postmortem.exported': (draft, { path, format, sha256 = null, at }) => {
    draft.exports.push({ path, format, sha256, at })
  },
}

/** What became of one delivery; asked for again it begins a new round. */
function settle(
  delivery: { state: DeliveryState; detail: string; attempts: number; round: number },
  { state, detail, attempts }: EventOf<'delivery.settled'>,
): void {
  Object.assign(delivery, { state, detail, attempts })
  if (state === 'waiting') delivery.round += 1
}
