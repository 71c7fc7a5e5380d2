// What the scripted responder does with its hands: the same intents as a person, and waiting for what is seen.
import type { MitigationConfig } from '../config/schema.ts'
import { type CommandSpec, commandLine } from '../incident/command.ts'
import type { Intent } from '../incident/intents.ts'
import type { IncidentState } from '../incident/state.ts'
import type { Gate } from '../store/gating.ts'
import type { Session } from '../store/session.ts'
import type { Telemetry } from '../telemetry/hub.ts'

export interface ResponderOptions {
  readonly session: Session
  readonly telemetry: Telemetry
  /** The same gate that a person stands before. */
  readonly gate: Gate
  readonly scenario: { readonly name: string; readonly symptom: string; readonly service: string }
  readonly repo: string
  readonly monitorMs: number
  /** Milliseconds to let a watcher read between two moves. */
  readonly pauseMs: number
  readonly now: () => number
  readonly newId: () => string
  readonly mitigations: readonly MitigationConfig[]
  /** A caption for whoever watches. */
  readonly say: (caption: string) => void
  readonly signal: AbortSignal
}

/** A machine under load takes its time. */
export const patienceMs = 120_000

export class Moves {
  readonly at: ResponderOptions

  constructor(options: ResponderOptions) {
    this.at = options
  }

  get state(): IncidentState {
    return this.at.session.store.getState().state
  }

  do(intent: Intent): void {
    const done = this.at.session.dispatch(intent)
    if ('refused' in done) throw new Error(`${intent.kind} was refused: ${done.refused}`)
  }

  async caption(words: string): Promise<void> {
    this.at.say(words)
    await this.pause(this.at.pauseMs)
  }

  async until(what: string, holds: () => boolean, patience = patienceMs): Promise<void> {
    const deadline = this.at.now() + patience
    while (!holds()) {
      if (this.at.now() > deadline) throw new Error(`waited ${patience / 1000} s in vain: ${what}`)
      await this.pause(100)
    }
  }

  /** Runs it to its end. */
  async run(
    spec: CommandSpec,
    purpose: Extract<Intent, { kind: 'runCommand' }>['purpose'],
    consent: Extract<Intent, { kind: 'runCommand' }>['consent'] = { kind: 'none' },
  ): Promise<void> {
    const runId = this.at.newId()
    this.do({ kind: 'runCommand', runId, spec, purpose, consent })
    await this.until(commandLine(spec), () =>
      this.state.commands.some(run => run.runId === runId && run.state === 'ended'),
    )
  }

  /** Every signal is inside, and has stayed there. */
  isBack(): boolean {
    const rows = this.at.gate.look(this.at.now())
    return rows.length > 0 && rows.every(row => row.isSettled)
  }

  /** What still refuses, in words. */
  whatIsOutside(): string {
    const rows = this.at.gate.rows().filter(row => !row.isSettled)
    return rows.map(row => `${row.name} ${row.now}${row.by ? ` (${row.by})` : ''}`).join(', ')
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this.at
      if (signal.aborted) return reject(signal.reason)
      const stopped = () => reject(signal.reason)
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stopped)
        resolve()
      }, ms)
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
      signal.addEventListener('abort', stopped, { once: true })
    })
  }
}
