// Updates, pages, roles, escalations and the post-mortem.
import { byHand } from '../people/channels.ts'
import { deliveriesOf } from '../people/deliveries.ts'
import { pageMessage, updateMessage } from '../people/message.ts'
import { type Deciders, nothing, recorded, recordedAnd, refused, refusedReadOnly } from './answers.ts'

export const telling: Deciders<
  | 'sendUpdate'
  | 'settleDelivery'
  | 'retryDelivery'
  | 'raiseEscalation'
  | 'snoozeEscalation'
  | 'page'
  | 'takeRole'
  | 'handRole'
  | 'writeSection'
  | 'addActionItem'
  | 'changeActionItem'
  | 'addFactor'
  | 'movePostmortem'
  | 'recordExport'
> = {
  sendUpdate: (state, { kind: _kind, consent, ...update }, { readOnly, now }) => {
    if (update.text.trim() === '') return refused('an update has words')
    if (update.channels.length === 0) return recorded({ type: 'update.sent', ...update })
    if (readOnly) return refusedReadOnly
    if (consent.kind === 'none') return refused('this leaves the box: answer y to send it')
    const message = updateMessage(state, { ...update, id: update.updateId, at: now })
    const send = { kind: 'send', message, channels: update.channels, round: 0 } as const
    return recordedAnd([send], { type: 'update.sent', ...update, at: now })
  },
  retryDelivery: (state, { messageId, channel, consent }, { readOnly }) => {
    if (readOnly) return refusedReadOnly
    if (consent.kind === 'none') return refused('this leaves the box: answer y to send it')
    const delivery = deliveriesOf(state).find(one => one.message.id === messageId && one.channel === channel)
    if (!delivery) return refused('no such message')
    if (delivery.state === 'waiting') return refused('it waits to be sent already')
    if (delivery.state === 'delivered') return refused('it was delivered')
    const send = { kind: 'send', message: delivery.message, channels: [channel], round: delivery.round + 1 } as const
    const again = { type: 'delivery.settled', messageId, channel, state: 'waiting', attempts: 0, detail: '' } as const
    return recordedAnd([send], again)
  },
  settleDelivery: (_, { kind: _kind, ...delivery }) =>
    recorded({ type: 'delivery.settled', ...delivery, byRule: true }),
  raiseEscalation: (state, { escalationId, escalationKind, text }) =>
    state.escalations.some(one => one.id === escalationId)
      ? nothing
      : recorded({ type: 'escalation.raised', escalationId, kind: escalationKind, text, byRule: true }),
  snoozeEscalation: (_, { escalationId, until }) => recorded({ type: 'escalation.snoozed', escalationId, until }),
  page: (state, { kind: _kind, consent, ...page }, { readOnly, now }) => {
    if (page.through === byHand) return recorded({ type: 'page.sent', ...page })
    if (readOnly) return refusedReadOnly
    if (consent.kind === 'none') return refused('this leaves the box: answer y to send it')
    const message = pageMessage(state, { id: page.messageId, at: now, text: page.text })
    const send = { kind: 'send', message, channels: [page.through], round: 0 } as const
    return recordedAnd([send], { type: 'page.sent', ...page, at: now })
  },
  takeRole: (_, { role, person }) => recorded({ type: 'role.taken', role, person }),
  handRole: (_, { role, to, brief }) => recorded({ type: 'role.handed', role, to, brief }),
  writeSection: (state, { kind: _, ...written }) => {
    const text = state.sections[written.section]?.text ?? ''
    return written.text === text ? nothing : recorded({ type: 'section.written', ...written })
  },
  addActionItem: (_, { kind: _kind, itemKind, ...item }) =>
    item.text.trim()
      ? recorded({ type: 'action.added', kind: itemKind, ...item })
      : refused('an action item has words'),
  changeActionItem: (state, { kind: _, ...change }) =>
    state.actionItems.some(one => one.id === change.actionId)
      ? recorded({ type: 'action.changed', ...change })
      : refused('no such action item'),
  addFactor: (_, { text, factorKind, parent }) => recorded({ type: 'factor.added', text, kind: factorKind, parent }),
  movePostmortem: ({ moments, postmortemState }, { state }) => {
    if (moments.closed !== null) return refused('it is closed: reopen the incident first')
    if (state === 'closed') return refused('it closes with the incident')
    return state === postmortemState ? nothing : recorded({ type: 'postmortem.moved', state })
  },
  recordExport: (_, { kind: _kind, ...written }) => recorded({ type: 'postmortem.exported', ...written }),
}
