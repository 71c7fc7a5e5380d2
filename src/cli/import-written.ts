// Enters an incident that was written down in a file. It is tried in memory first: either all of it is recorded or nothing.
import { parseConfigText } from '../config/parse.ts'
import type { IncidentEvent } from '../incident/events.ts'
import { cleanText } from '../incident/redact.ts'
import type { IncidentState } from '../incident/state.ts'
import { enterWritten } from '../postmortem/written/enter.ts'
import { WrittenMistake } from '../postmortem/written/entering.ts'
import { checkWritten } from '../postmortem/written/reading.ts'
import { createSession, type RecordPort } from '../store/session.ts'
import { type Cli, Told } from './context.ts'

/** Records it and answers with its state. Throws Told with the file, the line and what is wrong. */
export function importWritten(cli: Cli, file: string, text: string): IncidentState {
  const { value, mistakes, placeOf } = parseConfigText(text)
  const name = file === '-' ? 'stdin' : cleanText(file)
  const wrongAt = (path: readonly (string | number)[], message: string) => {
    const { line, column } = placeOf(path, typeof path.at(-1) === 'string' ? String(path.at(-1)) : undefined)
    const where = path.length === 0 ? '' : `${path.join('.')}: `
    return `${name}:${line}:${column} ${where}${cleanText(message)}`
  }
  const [mistake] = mistakes
  if (mistake) throw new Told(`${name}:${mistake.line}:${mistake.column} ${cleanText(mistake.message)}`, 2)
  const checked = checkWritten(value)
  if ('wrong' in checked) throw new Told(checked.wrong.map(one => wrongAt(one.path, one.message)).join('\n'), 2)
  const events: IncidentEvent[] = []
  const incidentId = cli.newId()
  const { identity, actor, now, newId } = cli
  const record = inMemory(events)
  const session = createSession({
    record,
    incidentId,
    identity,
    actor,
    readOnly: false,
    now,
    newId,
    runEffect: () => {},
  })
  try {
    enterWritten(checked.written, {
      now: now(),
      newId,
      act: (intent, path) => {
        const done = session.dispatch(intent.kind === 'declare' ? { ...intent, incidentId } : intent)
        if ('refused' in done) throw new WrittenMistake(done.refused, path)
        return done.events
      },
    })
  } catch (error) {
    if (error instanceof WrittenMistake) throw new Told(wrongAt(error.path, error.message), 2)
    throw error
  }
  const { state } = session.store.getState()
  const twin = cli.digests().find(one => one.title === state.title && one.moments.started === state.moments.started)
  if (twin) throw new Told(`it is in the record already: ${twin.id}`)
  for (const event of events) {
    const written = cli.record.append(incidentId, event)
    if (!written.stored) throw new Told(`not recorded: ${written.why}`)
  }
  return state
}

function inMemory(events: IncidentEvent[]): RecordPort {
  return {
    read: () => ({ events: [], unreadable: [] }),
    append: (_, event) => {
      events.push(event)
      return { stored: true }
    },
    flush: () => ({ stored: true }),
    follow: () => () => undefined,
  }
}
