// What has to leave the box, kept on disk until it is settled: nothing waits for it, it outlives this program, and
// each message goes out once. One parcel at a time for each channel, pages first, then in the order they were written.
import { hostname } from 'node:os'
import type { Config } from '../../config/schema.ts'
import type { Effect, Intent } from '../../incident/intents.ts'
import { copied } from '../../incident/people/channels.ts'
import { deliveriesOf, type WaitingDelivery } from '../../incident/people/deliveries.ts'
import { type Message, messageText } from '../../incident/people/message.ts'
import type { IncidentState } from '../../incident/state.ts'
import { hour, type Instant, second } from '../../incident/time.ts'
import { type Attempt, deliver } from './attempt.ts'
import { type FoundParcel, keyOf, type Outcome, type Parcel, ParcelFolder } from './parcels.ts'

export interface OutboxSettings {
  /** `outbox` below the incident's own folder. */
  readonly folder: string
  /** Looked at for every attempt: a configuration can come to be trusted meanwhile. */
  readonly config: () => Pick<Config, 'updates' | 'escalate'>
  readonly cwd: () => string | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly identity: string
  readonly now: () => Instant
  /** Hands a text to the terminal's clipboard, where there is a terminal. */
  readonly copy?: (text: string) => void
  readonly onChange?: (waiting: readonly WaitingDelivery[]) => void
  readonly isRunning: (pid: number) => boolean
  /** Calls back after that many milliseconds; returns what takes it back. */
  readonly timer?: (ms: number, run: () => void) => () => void
  readonly timeoutMs?: number
  readonly host?: string
  readonly pid?: number
}

export type SendEffect = Extract<Effect, { kind: 'send' }>
type Settle = (intent: Extract<Intent, { kind: 'settleDelivery' }>) => void

export interface Outbox {
  send(effect: SendEffect, settle: Settle): void
  /** Goes on with what an earlier program left behind. */
  resume(state: IncidentState, settle: Settle): void
  waiting(): readonly WaitingDelivery[]
  /** Resolves once nothing is being sent and nothing can be sent before its time. */
  idle(): Promise<void>
  /** Begins nothing more and waits a moment for what is being sent. */
  stop(): Promise<void>
}

const backoffMs = [1, 2, 5, 10, 20, 30, 60].map(seconds => seconds * second)
const longestWait = hour
const giveUpAfter = 24 * hour
const lookAgain = 5 * second

export function createOutbox(settings: OutboxSettings): Outbox {
  const { now, isRunning } = settings
  const host = settings.host ?? hostname()
  const parcels = new ParcelFolder(settings.folder, { host, pid: settings.pid ?? process.pid })
  const timer = settings.timer ?? wallTimer
  const busy = new Map<string, Promise<void>>()
  let settle: Settle = () => undefined
  let isStopped = false
  let unschedule = () => {}

  const told = (parcel: Parcel, { state, detail }: Outcome) =>
    settle({
      kind: 'settleDelivery',
      messageId: parcel.message.id,
      channel: parcel.channel,
      state,
      attempts: parcel.attempts,
      detail,
    })

  /** On the record first: a crash between the two is put right by `resume`. */
  const close = (key: string, parcel: Parcel, outcome: Outcome) => {
    told(parcel, outcome)
    parcels.close(key, { ...parcel, outcome })
  }

  const attempt = async (key: string, parcel: Parcel): Promise<void> => {
    const tried = { ...parcel, attempts: parcel.attempts + 1 }
    const result = await attemptOf(parcel, settings, parcels)
    if (result.kind !== 'again') return close(key, tried, { state: result.kind, detail: result.detail })
    if (now() - parcel.message.at > giveUpAfter) {
      return close(key, tried, { state: 'failed', detail: `given up after 24 h; at last: ${result.detail}` })
    }
    const usual = backoffMs[Math.min(tried.attempts, backoffMs.length) - 1] ?? second
    const waitMs = Math.min(longestWait, Math.max(usual, result.afterMs ?? 0))
    parcels.putBack(key, { ...tried, trouble: result.detail, notBefore: now() + waitMs })
  }

  /** Takes up what is due, one for each channel, and comes back when the next is. */
  const pump = (): void => {
    unschedule()
    if (isStopped) return
    const heads = headsOf(parcels)
    for (const { found, parcel } of heads) {
      if (busy.has(parcel.channel) || parcel.notBefore > now()) continue
      if (!parcels.claim(found.key)) continue
      const work = attempt(found.key, parcel)
        .catch(error => told(parcel, { state: 'failed', detail: `the disk refused to keep it: ${String(error)}` }))
        .then(() => {
          busy.delete(parcel.channel)
          pump()
        })
      busy.set(parcel.channel, work)
    }
    const next = heads.filter(({ parcel }) => !busy.has(parcel.channel)).map(({ parcel }) => parcel.notBefore)
    if (next.length > 0) unschedule = timer(Math.max(50, Math.min(...next) - now()), pump)
    settings.onChange?.(waitingIn(parcels, busy))
  }

  const put = (message: Message, channel: string, round: number): void => {
    const fresh = { message, channel, round, attempts: 0, notBefore: 0, trouble: '', outcome: null }
    try {
      parcels.put(keyOf({ messageId: message.id, channel, round }), fresh)
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? String(error)
      told(fresh, { state: 'failed', detail: `not sent: it cannot be kept on disk first (${why})` })
    }
  }

  /** What a program that is gone had in its hands: of unknown outcome, unless the incident knows it. */
  const takeOver = (key: string, isSettled: boolean): void => {
    const all = parcels.list().filter(one => one.key === key)
    const found = all.find(one => one.place === 'sending')
    if (!found?.sender || isStopped) return
    if (parcels.isHeld(found, isRunning)) {
      timer(lookAgain, () => takeOver(key, isSettled))
      return
    }
    // It was put back or closed, and only the claim was left lying.
    const parcel = all.length > 1 ? null : parcels.read(found)
    if (all.length > 1) parcels.remove(found)
    if (!parcel) return
    const tried = { ...parcel, attempts: parcel.attempts + 1 }
    const outcome: Outcome = {
      state: 'unknown',
      detail: 'the program ended while it was being sent: outcome unknown, not sent again by itself',
    }
    if (!isSettled) told(tried, outcome)
    parcels.close(key, { ...tried, outcome }, found.file)
  }

  return {
    send: (effect, answer) => {
      settle = answer
      for (const channel of effect.channels) put(effect.message, channel, effect.round)
      pump()
    },
    resume: (state, answer) => {
      settle = answer
      for (const { message, channel, round, by, state: how } of deliveriesOf(state)) {
        const key = keyOf({ messageId: message.id, channel, round })
        takeOver(key, how !== 'waiting')
        const there = parcels.list().filter(one => one.key === key)
        if (how !== 'waiting') continue
        const done = there.find(one => one.place === 'done')
        const parcel = done && parcels.read(done)
        if (parcel?.outcome) told(parcel, parcel.outcome)
        // Written down and never put in: that program ended between the two. Another person's box sends its own.
        else if (there.length === 0 && by === settings.identity) put(message, channel, round)
      }
      pump()
    },
    waiting: () => waitingIn(parcels, busy),
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy.values())
    },
    stop: async () => {
      isStopped = true
      unschedule()
      await Promise.race([Promise.all(busy.values()), new Promise<void>(resolve => timer(3 * second, resolve))])
    },
  }
}

async function attemptOf(parcel: Parcel, settings: OutboxSettings, parcels: ParcelFolder): Promise<Attempt> {
  const { message, channel: name } = parcel
  if (name === copied) return copyOut(message, settings, parcels)
  const { updates, escalate } = settings.config()
  const channel = [...(message.kind === 'page' ? escalate : updates)].find(one => one.name === name)
  if (!channel) {
    return { kind: 'again', detail: `no channel ${name} in the configuration here`, afterMs: 60 * second }
  }
  const { env, now, timeoutMs = 10 * second } = settings
  return deliver(message, channel, { env, cwd: settings.cwd(), timeoutMs, now })
}

function copyOut(message: Message, { copy }: OutboxSettings, parcels: ParcelFolder): Attempt {
  const file = parcels.keepText(message.id, `${messageText(message)}\n`)
  copy?.(messageText(message))
  return { kind: 'delivered', detail: `${copy ? 'given to the clipboard, and ' : ''}kept in ${file}` }
}

/** The first of each channel. */
function headsOf(parcels: ParcelFolder): { found: FoundParcel; parcel: Parcel }[] {
  const all = parcels
    .list()
    .filter(found => found.place === 'waiting')
    .flatMap(found => {
      const parcel = parcels.read(found)
      return parcel ? [{ found, parcel }] : []
    })
  const rank = ({ message }: Parcel) => (message.kind === 'page' ? 0 : 1)
  all.sort((a, b) => rank(a.parcel) - rank(b.parcel) || a.parcel.message.at - b.parcel.message.at)
  return [...Map.groupBy(all, ({ parcel }) => parcel.channel).values()].flatMap(group => group.slice(0, 1))
}

function waitingIn(parcels: ParcelFolder, busy: ReadonlyMap<string, unknown>): WaitingDelivery[] {
  return parcels
    .list()
    .filter(found => found.place !== 'done')
    .flatMap(found => {
      const parcel = parcels.read(found)
      if (!parcel) return []
      const { message, channel, attempts, notBefore, trouble } = parcel
      const isSending = found.place === 'sending' && busy.has(channel)
      return [{ messageId: message.id, channel, attempts, nextAt: notBefore, trouble, isSending }]
    })
}

function wallTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
