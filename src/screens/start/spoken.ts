// The start screen as sentences: the one field, and what can be resumed.
import { running } from '../../components/theme/times.ts'
import type { Desk } from '../../store/desk.ts'
import { chosenIncident, chosenOutage, openIncidents, resumable } from './keys.ts'
import { nextOnStart } from './next.ts'

export function spokenStart(desk: Desk): string[] {
  const open = openIncidents(desk)
  const { focus } = desk.store.getState().view.start
  const inList = focus === 'list'
  if (focus === 'practice') return spokenPractice(desk)
  const chosen = chosenIncident(desk)
  const now = desk.now()
  const list = resumable(desk).map(state => {
    const since = state.moments.started ?? state.moments.declared ?? now
    const mark = inList && state.id === chosen ? 'Selected: ' : ''
    return `${mark}${state.severity ?? 'No severity yet'}, ${state.title}, ${state.status === 'closed' ? 'closed' : `${state.statusWord}, open ${running(now - since)}`}.`
  })
  const resume = list.length === 0 ? [] : [`Or resume, ${open.length} open:`, ...list]
  return inList
    ? [
        ...list,
        `Next: Enter, ${nextOnStart(desk).action}.`,
        'Also: up and down choose, Esc back to the field, q leave.',
      ]
    : [
        ...resume,
        `What is broken? Type it, then Enter declares it.${list.length > 0 ? ' Down goes to the list.' : ''}${desk.practice ? ' Tab goes to the practice outages.' : ''} Ctrl-C leaves.`,
      ]
}

function spokenPractice(desk: Desk): string[] {
  const chosen = chosenOutage(desk)
  const outages = desk.practice?.outages ?? []
  return [
    'Practice outages, never counted:',
    ...outages.map(({ name, title }) => `${name === chosen ? 'Selected: ' : ''}${name}, ${title}.`),
    `Next: Enter, ${nextOnStart(desk).action}.`,
    'Also: up and down choose, Esc back to the field, q leave.',
  ]
}
