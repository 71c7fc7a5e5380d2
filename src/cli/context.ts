// What every subcommand needs: the record, the clock, where output goes, and which incident is meant.
import { hostname, userInfo } from 'node:os'
import { v7 as uuid } from 'uuid'
import type { IncidentEvent } from '../incident/events.ts'
import type { Intent } from '../incident/intents.ts'
import { cleanText } from '../incident/redact.ts'
import { type Instant, toIso } from '../incident/time.ts'
import { parseTimeInWords } from '../incident/times-in-words.ts'
import type { IncidentDigest } from '../memory/digest.ts'
import { readDigests } from '../store/record/digests.ts'
import { recordHome } from '../store/record/home.ts'
import { IncidentRecord } from '../store/record/record.ts'
import { createSession, type Session, type SessionOptions } from '../store/session.ts'

/** A failure that is told in one line on stderr; `exitCode` 1 failed, 2 wrong usage. */
export class Told extends Error {
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Milliseconds for which what is on record is taken as known: one start asks for it several times. */
const rememberFor = 1000

export class Cli {
  private remembered: { readonly at: Instant; readonly digests: readonly IncidentDigest[] } | null = null
  readonly record: IncidentRecord
  readonly newId = (): string => uuid()
  readonly now = (): Instant => Date.now()
  readonly identity = whoAmI()
  readonly actor: string = uuid()

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.record = new IncidentRecord(recordHome(env))
  }

  /** Data, to stdout. */
  print(text: string): void {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2))
  }

  /** Talk, to stderr. */
  say(text: string): void {
    process.stderr.write(`${text}\n`)
  }

  /** Without `runEffect` nothing is run: what is asked for is only recorded. */
  session(incidentId: string, options: Partial<Pick<SessionOptions, 'readOnly' | 'runEffect'>> = {}): Session {
    const { record, identity, actor, now, newId } = this
    const recording = { readOnly: false, runEffect: () => undefined }
    return createSession({ ...recording, ...options, record, incidentId, identity, actor, now, newId })
  }

  /** What is remembered of every incident that can be read, oldest first. */
  digests(): readonly IncidentDigest[] {
    const now = this.now()
    if (this.remembered === null || now - this.remembered.at > rememberFor)
      this.remembered = { at: now, digests: readDigests(this.record, now) }
    return this.remembered.digests
  }

  /** The incident that is meant: the one named (or the start of its id), else the only open one. */
  resolveId(named?: string): string {
    const ids = this.record.ids()
    if (named !== undefined) {
      const matching = ids.filter(id => id === named || id.startsWith(named))
      if (matching.length === 1) return matching[0] as string
      if (matching.length === 0)
        throw new Told(`no incident ${cleanText(named)}: see incident-tui list --all --drills`, 2)
      throw new Told(`${cleanText(named)} is the start of ${matching.length} ids: give more of it`, 2)
    }
    const open = this.digests().filter(state => state.status !== 'closed')
    const only = open[0]
    if (!only) throw new Told('no open incident: declare one with incident-tui declare "what is wrong"', 1)
    if (open.length === 1) return only.id
    const names = open.map(state => `  ${state.id}  ${state.title}`).join('\n')
    throw new Told(`${open.length} incidents are open, say which with --incident ID:\n${names}`, 2)
  }

  /** Does one thing to an incident; a refusal or a failed write is a failure that says so. */
  dispatch(session: Session, intent: Intent): readonly IncidentEvent[] {
    const result = session.dispatch(intent)
    if ('refused' in result) throw new Told(result.refused)
    const trouble = session.store.getState().recordTrouble
    if (trouble !== null) throw new Told(`not recorded: ${trouble}`)
    return result.events
  }

  /** Reads a time as people type it, and says on stderr which instant it was taken for. */
  time(text: string | undefined, option: string, now = this.now()): Instant | undefined {
    if (text === undefined) return undefined
    const understood = parseTimeInWords(text, now)
    if (!understood) {
      throw new Told(
        `${option} "${cleanText(text)}" is no time: use 14:30, "14:30 UTC", "15 minutes ago", 10m or ISO`,
        2,
      )
    }
    this.say(`${option}: ${toIso(understood.at)}`)
    return understood.at
  }
}

function whoAmI(): string {
  let user = process.env.USER || 'unknown'
  try {
    user = userInfo().username
  } catch {
    // A user without an entry: the environment's word for it has to do.
  }
  return cleanText(`${user}@${hostname()}`)
}
