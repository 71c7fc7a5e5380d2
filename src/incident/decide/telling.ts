// Updates, pages, roles, escalations and the post-mortem.
import { type Deciders, nothing, recorded, recordedAnd, refused } from './answers.ts'

const readOnlySession = 'this session is read-only: leave it and start without --read-only'

export const telling: Deciders<
  | 'sendUpdate'
  | 'settleDelivery'
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
  sendUpdate: (_, { kind: _kind, consent, ...update }, { readOnly }) => {
    if (update.text.trim() === '') return refused('an update has words')
    if (update.channels.length === 0) return recorded({ type: 'update.sent', ...update })
    if (readOnly) return refused(readOnlySession)
    if (consent.kind === 'none') return refused('this leaves the box: answer y to send it')
    const { updateId: messageId, channels, text, status } = update
    return recordedAnd([{ kind: 'send', messageId, channels, text, status }], { type: 'update.sent', ...update })
  },
  settleDelivery: (_, { kind: _kind, ...delivery }) => recorded({ type: 'delivery.settled', ...delivery }),
  raiseEscalation: (state, { escalationId, escalationKind, text }) =>
    state.escalations.some(one => one.id === escalationId)
      ? nothing
      : recorded({ type: 'escalation.raised', escalationId, kind: escalationKind, text, byRule: true }),
  snoozeEscalation: (_, { escalationId, until }) => recorded({ type: 'escalation.snoozed', escalationId, until }),
  page: (_, { kind: _kind, consent, ...page }, { readOnly }) => {
    if (readOnly) return refused(readOnlySession)
    if (consent.kind === 'none') return refused('this leaves the box: answer y to send it')
    const { messageId, through, text } = page
    return recordedAnd([{ kind: 'page', messageId, through, text }], { type: 'page.sent', ...page })
  },
  takeRole: (_, { role, person }) => recorded({ type: 'role.taken', role, person }),
  handRole: (_, { role, to, brief }) => recorded({ type: 'role.handed', role, to, brief }),
  writeSection: (_, { section, text }) => recorded({ type: 'section.written', section, text }),
  addActionItem: (_, { kind: _kind, itemKind, ...item }) =>
    item.text.trim()
      ? recorded({ type: 'action.added', kind: itemKind, ...item })
      : refused('an action item has words'),
  changeActionItem: (state, { kind: _, ...change }) =>
    state.actionItems.some(one => one.id === change.actionId)
      ? recorded({ type: 'action.changed', ...change })
      : refused('no such action item'),
  addFactor: (_, { text, factorKind, parent }) => recorded({ type: 'factor.added', text, kind: factorKind, parent }),
  movePostmortem: (_, { state }) => recorded({ type: 'postmortem.moved', state }),
  recordExport: (_, { path, format }) => recorded({ type: 'postmortem.exported', path, format }),
}
