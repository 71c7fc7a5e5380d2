// Messages on their way, one file each, and how far each is told by the file's name: `.waiting`, `.sending.HOST.PID`,
// `.done`. A rename claims a parcel, so that of any number of processes one sends it; what a dead one left in `.sending`
// is of unknown outcome and is never sent again by itself.
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Message } from '../../incident/people/message.ts'
import type { Instant } from '../../incident/time.ts'

/** What became of it, as it was told to the incident. */
export interface Outcome {
  readonly state: 'delivered' | 'failed' | 'unknown'
  readonly detail: string
}

export interface Parcel {
  readonly message: Message
  readonly channel: string
  /** How often a person asked for it again. */
  readonly round: number
  readonly attempts: number
  /** Not tried before. */
  readonly notBefore: Instant
  /** What the last attempt met. */
  readonly trouble: string
  readonly outcome: Outcome | null
}

type ParcelPlace = 'waiting' | 'sending' | 'done'

export interface FoundParcel {
  readonly key: string
  readonly file: string
  readonly place: ParcelPlace
  /** Who sends it, where someone does. */
  readonly sender: { readonly host: string; readonly pid: number } | null
}

/** A process of that number can be another one by now. */
const longestClaimMs = 5 * 60_000

const stored = z.object({
  v: z.literal(1),
  message: z.object({ id: z.string(), kind: z.enum(['update', 'page']), at: z.number(), text: z.string() }).loose(),
  channel: z.string(),
  round: z.number().int(),
  attempts: z.number().int(),
  notBefore: z.number(),
  trouble: z.string(),
  outcome: z.object({ state: z.enum(['delivered', 'failed', 'unknown']), detail: z.string() }).nullable(),
})

export function keyOf({ messageId, channel, round }: { messageId: string; channel: string; round: number }): string {
  return `${messageId}.${round}.${Buffer.from(channel).toString('base64url')}`
}

export class ParcelFolder {
  readonly folder: string
  private readonly host: string
  private readonly pid: number

  constructor(folder: string, { host, pid }: { readonly host: string; readonly pid: number }) {
    this.folder = folder
    this.host = host.replace(/[^\w-]/g, '-')
    this.pid = pid
  }

  list(): FoundParcel[] {
    let names: string[]
    try {
      names = readdirSync(this.folder)
    } catch {
      return []
    }
    return names.flatMap(file => {
      const [, key, place, host, pid] = /^(.+?)\.(waiting|done|sending)(?:\.([\w-]+)\.(\d+))?\.json$/.exec(file) ?? []
      if (key === undefined || place === undefined) return []
      const sender = host === undefined ? null : { host, pid: Number(pid) }
      return [{ key, file, place: place as ParcelPlace, sender }]
    })
  }

  /** Null where it cannot be read: it is left where it is. */
  read({ file }: Pick<FoundParcel, 'file'>): Parcel | null {
    try {
      const { v: _, ...parcel } = stored.parse(JSON.parse(readFileSync(join(this.folder, file), 'utf8')))
      return parcel as unknown as Parcel
    } catch {
      return null
    }
  }

  /** Puts it in, once: false where it is there already, in whatever place. Throws where it cannot be written. */
  put(key: string, parcel: Parcel): boolean {
    if (this.list().some(one => one.key === key)) return false
    const written = this.write(key, parcel)
    try {
      linkSync(written, join(this.folder, `${key}.waiting.json`))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      rmSync(written, { force: true })
    }
  }

  /** Takes it to be sent; false where someone else was faster. */
  claim(key: string): boolean {
    if (this.list().some(one => one.key === key && one.place !== 'waiting')) return false
    try {
      renameSync(join(this.folder, `${key}.waiting.json`), this.sending(key))
      return true
    } catch {
      return false
    }
  }

  /** Puts a claimed one back, to be tried again. The new file is there before the claim ends. */
  putBack(key: string, parcel: Parcel): void {
    renameSync(this.write(key, parcel), join(this.folder, `${key}.waiting.json`))
    rmSync(this.sending(key), { force: true })
  }

  /** It is settled; what became of it stays in the folder. `from` is the file it was found in, this process's claim where absent. */
  close(key: string, parcel: Parcel, from: string = this.sending(key)): void {
    renameSync(this.write(key, parcel), join(this.folder, `${key}.done.json`))
    rmSync(from.includes('/') ? from : join(this.folder, from), { force: true })
  }

  /** True while the one who claimed it can still be sending; a claim older than any attempt is nobody's. */
  isHeld({ file, sender }: FoundParcel, isRunning: (pid: number) => boolean): boolean {
    if (!sender) return false
    try {
      if (Date.now() - statSync(join(this.folder, file)).ctimeMs > longestClaimMs) return false
    } catch {
      return false
    }
    return sender.host !== this.host || isRunning(sender.pid)
  }

  remove({ file }: Pick<FoundParcel, 'file'>): void {
    rmSync(join(this.folder, file), { force: true })
  }

  /** A text beside the parcels, for a person to take from; the path of the file. */
  keepText(name: string, text: string): string {
    const file = join(this.folder, `${name}.txt`)
    this.writeWhole(file, text)
    return file
  }

  private sending(key: string): string {
    return join(this.folder, `${key}.sending.${this.host}.${this.pid}.json`)
  }

  private write(key: string, parcel: Parcel): string {
    const file = join(this.folder, `${key}.${this.host}.${this.pid}.tmp`)
    this.writeWhole(file, `${JSON.stringify({ v: 1, ...parcel })}\n`)
    return file
  }

  private writeWhole(file: string, text: string): void {
    if (!existsSync(this.folder)) mkdirSync(this.folder, { recursive: true, mode: 0o700 })
    const handle = openSync(file, 'w', 0o600)
    try {
      const bytes = Buffer.from(text)
      if (writeSync(handle, bytes) !== bytes.length)
        throw Object.assign(new Error('not written whole'), { code: 'ENOSPC' })
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }
}
