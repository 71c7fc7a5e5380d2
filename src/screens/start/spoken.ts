// The start screen as sentences: the one field, and what can be resumed.
import { running } from '../../components/theme/times.ts'
import type { Desk } from '../../store/desk.ts'
import { chosenIncident, openIncidents } from './keys.ts'

export function spokenStart(desk: Desk): string[] {
  const open = openIncidents(desk)
  const inList = desk.store.getState().view.start.focus === 'list'
  const chosen = chosenIncident(desk)
  const now = desk.now()
  const list = open.map(state => {
    const since = state.moments.started ?? state.moments.declared ?? now
    const mark = inList && state.id === chosen ? 'Selected: ' : ''
    return `${mark}${state.severity ?? 'No severity yet'}, ${state.title}, ${state.statusWord}, open ${running(now - since)}.`
  })
  const resume = open.length === 0 ? [] : [`Or resume, ${open.length} open:`, ...list]
  return inList
    ? [...list, 'Next: Enter, resume this incident.', 'Also: up and down choose, Esc back to the field, q leave.']
    : [
        ...resume,
        `What is broken? Type it, then Enter declares it.${open.length > 0 ? ' Down goes to the list.' : ''} Ctrl-C leaves.`,
      ]
}
