// What has to leave the box, kept on disk until it is settled: nothing waits for it, it outlives this program, and
// each message goes out once. One parcel at a time for each channel, pages first, then in the order they were written.
import { hostname } from 'node:os'
import type { Effect, Intent } from '../../incident/intents.ts'
import { deliveriesOf, type WaitingDelivery } from '../../incident/people/deliveries.ts'
import type { Message } from '../../incident/people/message.ts'
import type { IncidentState } from '../../incident/state.ts'
import { hour, second } from '../../incident/time.ts'
import { keyOf, type Outcome, type Parcel, ParcelFolder } from './parcels.ts'
import { headsOf, waitingIn, waitingParcels } from './queue.ts'
import { attemptThrough, type Routes } from './routes.ts'

export interface OutboxSettings extends Routes {
  /** `outbox` below the incident's own folder. */
  readonly folder: string
  readonly identity: string
  readonly onChange?: (waiting: readonly WaitingDelivery[]) => void
  readonly isRunning: (pid: number) => boolean
  /** Calls back after that many milliseconds; returns what takes it back. */
  readonly timer?: (ms: number, run: () => void) => () => void
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
  /** What the disk does not take; it lives as long as this program. */
  const held = new Map<string, Parcel>()
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
    try {
      parcels.close(key, { ...parcel, outcome })
    } catch {
      // The claim stays behind; whoever finds it sees on the record what became of it.
    }
  }

  const putBack = (key: string, parcel: Parcel) => {
    try {
      parcels.putBack(key, parcel)
    } catch {
      held.set(key, parcel)
    }
  }

  const attempt = async (key: string, parcel: Parcel): Promise<void> => {
    const tried = { ...parcel, attempts: parcel.attempts + 1 }
    const result = await attemptThrough(parcel, settings, parcels)
    if (result.kind !== 'again') return close(key, tried, { state: result.kind, detail: result.detail })
    if (now() - parcel.message.at > giveUpAfter) {
      return close(key, tried, { state: 'failed', detail: `given up after 24 h; at last: ${result.detail}` })
    }
    const usual = backoffMs[Math.min(tried.attempts, backoffMs.length) - 1] ?? second
    const waitMs = Math.min(longestWait, Math.max(usual, result.afterMs ?? 0))
    putBack(key, { ...tried, trouble: result.detail, notBefore: now() + waitMs })
  }

  /** Takes up what is due, one for each channel, and comes back when the next is. */
  const pump = (): void => {
    unschedule()
    if (isStopped) return
    const heads = headsOf([...waitingParcels(parcels), ...held])
    for (const [key, parcel] of heads) {
      if (busy.has(parcel.channel) || parcel.notBefore > now()) continue
      if (!held.delete(key) && !parcels.claim(key)) continue
      const work = attempt(key, parcel).then(() => {
        busy.delete(parcel.channel)
        pump()
      })
      busy.set(parcel.channel, work)
    }
    const next = heads.filter(([, { channel }]) => !busy.has(channel)).map(([, { notBefore }]) => notBefore)
    if (next.length > 0) unschedule = timer(Math.max(50, Math.min(...next) - now()), pump)
    settings.onChange?.(waitingIn(parcels, busy, held))
  }

  const put = (message: Message, channel: string, round: number): void => {
    const fresh = { message, channel, round, attempts: 0, notBefore: 0, trouble: '', outcome: null }
    const key = keyOf({ messageId: message.id, channel, round })
    try {
      parcels.put(key, fresh)
    } catch {
      // A full disk must not keep people uninformed: it goes out from memory, as everything else works from there.
      held.set(key, fresh)
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
    waiting: () => waitingIn(parcels, busy, held),
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

function wallTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
