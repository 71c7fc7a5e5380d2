// Which way a parcel goes: the channel its name stands for in the configuration, or the clipboard and a file.
import type { Config } from '../../config/schema.ts'
import { copied } from '../../incident/people/channels.ts'
import { type Message, messageText } from '../../incident/people/message.ts'
import { type Instant, second } from '../../incident/time.ts'
import { type Attempt, deliver } from './attempt.ts'
import type { Parcel, ParcelFolder } from './parcels.ts'

export interface Routes {
  /** Looked at for every attempt: a configuration can come to be trusted meanwhile. */
  readonly config: () => Pick<Config, 'updates' | 'escalate'>
  readonly cwd: () => string | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => Instant
  /** Hands a text to the terminal's clipboard, where there is a terminal. */
  readonly copy?: (text: string) => void
  readonly timeoutMs?: number
}

export async function attemptThrough(parcel: Parcel, settings: Routes, parcels: ParcelFolder): Promise<Attempt> {
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

function copyOut(message: Message, { copy }: Routes, parcels: ParcelFolder): Attempt {
  const file = parcels.keepText(message.id, `${messageText(message)}\n`)
  copy?.(messageText(message))
  return { kind: 'delivered', detail: `${copy ? 'given to the clipboard, and ' : ''}kept in ${file}` }
}
