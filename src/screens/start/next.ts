// What Enter does on the start screen: declare, resume, look again, or begin a practice outage.
import type { Desk } from '../../store/desk.ts'
import { chosenIncident, chosenOutage, resumable } from './keys.ts'

interface NextOnStart {
  readonly action: string
  readonly detail?: string
  readonly ready?: boolean
}

export function nextOnStart(desk: Desk): NextOnStart {
  const { start } = desk.store.getState().view
  if (start.focus === 'practice')
    return {
      action: `begin the practice outage ${chosenOutage(desk)}`,
      detail: 'a real service in a temporary folder; it breaks after 8 s',
    }
  if (start.focus === 'list') {
    const chosen = resumable(desk).find(state => state.id === chosenIncident(desk))
    return chosen?.status === 'closed' ? { action: 'look at this closed incident' } : { action: 'resume this incident' }
  }
  if (start.field.text.trim() !== '') return { action: 'declare and start triage' }
  return { action: 'declare and start triage', detail: 'once it says what is broken', ready: false }
}
