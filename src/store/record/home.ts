// Where the record lies on disk.
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** `$INCIDENT_TUI_HOME`, else below `$XDG_STATE_HOME`, else `~/.local/state/incident-tui`. */
export function recordHome(env: NodeJS.ProcessEnv = process.env): string {
  if (env.INCIDENT_TUI_HOME) return env.INCIDENT_TUI_HOME
  const state = env.XDG_STATE_HOME
  if (state && isAbsolute(state)) return join(state, 'incident-tui')
  return join(env.HOME || safeHome(), '.local', 'state', 'incident-tui')
}

/** A box without HOME and without an entry for the user still has a place for files. */
function safeHome(): string {
  try {
    return homedir()
  } catch {
    return '/var/tmp'
  }
}

/** Where an incident's messages wait until they are settled. */
export function outboxFolder(home: string, incidentId: string): string {
  return join(home, 'incidents', incidentId, 'outbox')
}
