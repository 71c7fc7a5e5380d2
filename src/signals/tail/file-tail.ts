// Follows a log by its name through everything that happens to logs: rotated away, copied and emptied, deleted, not
// there yet, pointed elsewhere. Rule: each call of `poll` looks once; nothing here has a timer.
import type { Buffer } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { type LineSink, LineSplitter } from './line-splitter.ts'
import { identityOf, type OpenFile, openFile, readNew, startOver } from './open-file.ts'
import { type RotatedFile, readRestOfCopy, readWhole, rotatedFiles, wasEmptiedSince } from './rotated.ts'

/** How long a file that was moved away is still read: its writer may not have been told yet. */
const lingerMs = 10_000
/** A line without an end is shown after so long. */
const partialLineMs = 2000

export interface TailState {
  readonly state: 'following' | 'waiting' | 'lost'
  readonly reason: string | null
}

export interface TailOptions {
  readonly path: string
  /** How much of what is there already is read first, in bytes. */
  readonly backlogBytes: number
  /** Milliseconds that only go forward. */
  readonly clock: () => number
  readonly onLine: LineSink
}

interface Followed {
  readonly file: OpenFile
  readonly lines: LineSplitter
  lastGrowth: number
}

export class FileTail {
  state: TailState = { state: 'waiting', reason: null }
  private readonly options: TailOptions
  private current: Followed | null = null
  private retired: Followed[] = []
  private known = new Set<string>()
  private hasLooked = false

  constructor(options: TailOptions) {
    this.options = options
  }

  /** Bytes there but not read when last looked. */
  get lagBytes(): number {
    return this.current?.file.lagBytes ?? 0
  }

  /** Looks once and reads what is new; true where there was something. Never throws. */
  async poll(): Promise<boolean> {
    try {
      const named = await stat(this.options.path, { bigint: true })
      let grew = await this.readRetired()
      if (this.current) grew = (await this.read(this.current)) || grew
      const isReadUp = this.lagBytes === 0
      if (isReadUp && this.current?.file.identity !== identityOf(named)) grew = (await this.takeUp()) || grew
      this.state = { state: 'following', reason: null }
      return grew
    } catch (error) {
      const grew = await this.readAfterLoss()
      this.state = this.lossOf(error)
      return grew
    } finally {
      this.hasLooked = true
    }
  }

  async close(): Promise<void> {
    for (const followed of [...this.retired, ...(this.current ? [this.current] : [])]) {
      followed.lines.end()
      await followed.file.handle.close().catch(() => undefined)
    }
    this.retired = []
    this.current = null
  }

  /** Opens what has the name now; what had it before is read on for a while. */
  private async takeUp(): Promise<boolean> {
    const { path, backlogBytes } = this.options
    const isFirst = !this.hasLooked
    const file = await openFile(path, isFirst ? backlogBytes : null)
    let siblings: readonly RotatedFile[]
    try {
      siblings = await rotatedFiles(path)
      if (this.current) await this.readMissed(siblings, this.current.file, file)
    } catch (error) {
      await file.handle.close()
      throw error
    }
    if (this.current) this.retired.push(this.current)
    this.known = new Set(siblings.map(sibling => sibling.identity))
    const lines = new LineSplitter(this.options.onLine)
    this.current = { file, lines, lastGrowth: this.options.clock() }
    if (isFirst && file.offset > 0) await this.skipPartialLine(this.current)
    return this.read(this.current)
  }

  /** Files that had the name for so short a time, between `before` and `after`, that they were never seen under it. */
  private async readMissed(siblings: readonly RotatedFile[], before: OpenFile, after: OpenFile): Promise<void> {
    const seen = [before, after, ...this.retired.map(followed => followed.file)].map(file => file.identity)
    for (const { path, identity, bornNs } of siblings) {
      if (seen.includes(identity) || this.known.has(identity) || bornNs < before.bornNs) continue
      // Younger than what has the name now: a copy of that, made before it was emptied and before it was ever seen.
      if (bornNs > after.bornNs && !(await wasEmptiedSince(after, path))) continue
      const lines = new LineSplitter(this.options.onLine)
      await readWhole(path, bytes => lines.push(bytes))
      lines.end()
    }
  }

  private async read(followed: Followed): Promise<boolean> {
    const { file, lines } = followed
    let grew = false
    const take = (bytes: Buffer): void => {
      grew = true
      lines.push(bytes)
    }
    while ((await readNew(file, take)) === 'emptied') {
      const copies = await rotatedFiles(this.options.path)
      await readRestOfCopy(file, copies, take)
      for (const copy of copies) this.known.add(copy.identity)
      lines.end()
      startOver(file)
    }
    const now = this.options.clock()
    if (grew) followed.lastGrowth = now
    else if (lines.pending > 0 && now - followed.lastGrowth >= partialLineMs) lines.flush()
    return grew
  }

  private async readRetired(): Promise<boolean> {
    let grew = false
    for (const followed of this.retired) grew = (await this.read(followed)) || grew
    const now = this.options.clock()
    const done = this.retired.filter((followed, i) => {
      return now - followed.lastGrowth > lingerMs || this.retired.length - i > 4
    })
    this.retired = this.retired.filter(followed => !done.includes(followed))
    for (const followed of done) {
      followed.lines.end()
      await followed.file.handle.close().catch(() => undefined)
    }
    return grew
  }

  /** A deleted file may still be written to by those who have it open. */
  private async readAfterLoss(): Promise<boolean> {
    try {
      const grew = await this.readRetired()
      return this.current ? (await this.read(this.current)) || grew : grew
    } catch {
      return false
    }
  }

  /** The first line after a start in the middle is not whole. */
  private async skipPartialLine({ file, lines }: Followed): Promise<void> {
    if (file.fingerprint.at(-1) === 0x0a) return
    let isSkipping = true
    await readNew(file, bytes => {
      const end = isSkipping ? bytes.indexOf(0x0a) : -1
      if (isSkipping && end < 0) return
      isSkipping = false
      lines.push(bytes.subarray(end + 1))
    })
  }

  private lossOf(error: unknown): TailState {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      if (this.current) return { state: 'lost', reason: 'the file is gone' }
      return { state: 'waiting', reason: 'the file does not exist yet' }
    }
    if (code === 'EACCES' || code === 'EPERM') return { state: 'lost', reason: 'no permission to read it' }
    if (code === 'EISDIR') return { state: 'lost', reason: 'it is a directory' }
    return { state: 'lost', reason: `cannot be read: ${code ?? String(error)}` }
  }
}
