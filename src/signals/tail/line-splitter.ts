// Cuts a stream of bytes into lines. A line may come in any number of pieces, even in the middle of a letter.
// Rule: memory is bounded whatever comes; a line that is too long is kept to its limit, with a mark that counts the rest.
import { Buffer } from 'node:buffer'

const newline = 0x0a
const carriageReturn = 0x0d
const longestLine = 64 * 1024

/** Gets one line without its end; the bytes are only good during the call. `continues`: more of a line already given. */
export type LineSink = (bytes: Uint8Array, start: number, end: number, continues: boolean) => void

export class LineSplitter {
  private readonly sink: LineSink
  private carry = Buffer.alloc(0)
  private carried = 0
  private cut = 0
  private isInsideLine = false
  private readonly longest: number

  /** A line longer than `longest` bytes is cut. */
  constructor(sink: LineSink, longest = longestLine) {
    this.sink = sink
    this.longest = longest
  }

  /** Bytes of a line whose end has not come yet. */
  get pending(): number {
    return this.carried
  }

  push(chunk: Buffer): void {
    let from = 0
    let end = chunk.indexOf(newline)
    if (end >= 0 && (this.carried > 0 || this.isInsideLine)) {
      this.keep(chunk, 0, end)
      this.emitCarried()
      this.isInsideLine = false
      from = end + 1
      end = chunk.indexOf(newline, from)
    }
    while (end >= 0) {
      this.emit(chunk, from, end)
      from = end + 1
      end = chunk.indexOf(newline, from)
    }
    if (from < chunk.length) this.keep(chunk, from, chunk.length)
  }

  /** Gives out what has come of a line without an end; what follows of it is told as a continuation. */
  flush(): void {
    if (this.carried === 0) return
    this.emitCarried()
    this.isInsideLine = true
  }

  /** The stream has ended here: what comes next begins a new line. */
  end(): void {
    if (this.carried > 0) this.emitCarried()
    this.isInsideLine = false
  }

  /** Forgets what has come of a line: for starting in the middle of a file. */
  discard(): void {
    this.carried = 0
    this.cut = 0
  }

  private emit(bytes: Buffer, start: number, end: number): void {
    const stop = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end
    if (stop - start > this.longest) {
      this.keep(bytes, start, stop)
      this.emitCarried()
    } else this.sink(bytes, start, stop, this.isInsideLine)
  }

  private emitCarried(): void {
    if (this.cut > 0) {
      const kept = wholeLetters(this.carry, this.carried)
      const mark = Buffer.from(` … +${this.cut + this.carried - kept} bytes cut`)
      const line = Buffer.concat([this.carry.subarray(0, kept), mark])
      this.discard()
      this.sink(line, 0, line.length, this.isInsideLine)
      return
    }
    const length = this.carried
    this.discard()
    const stop = this.carry[length - 1] === carriageReturn ? length - 1 : length
    if (length > 0 || !this.isInsideLine) this.sink(this.carry, 0, Math.max(0, stop), this.isInsideLine)
  }

  private keep(bytes: Buffer, start: number, end: number): void {
    const taken = Math.min(end - start, this.longest - this.carried)
    if (this.carried + taken > this.carry.length) {
      const grown = Buffer.alloc(Math.min(this.longest, Math.max(1024, 2 * (this.carried + taken))))
      this.carry.copy(grown, 0, 0, this.carried)
      this.carry = grown
    }
    bytes.copy(this.carry, this.carried, start, start + taken)
    this.carried += taken
    this.cut += end - start - taken
  }
}

/** The length up to which no letter is cut in two. */
function wholeLetters(bytes: Buffer, length: number): number {
  let last = length - 1
  while (last > 0 && length - last < 4 && ((bytes[last] as number) & 0xc0) === 0x80) last -= 1
  const lead = bytes[last] as number
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
  return last + needed > length ? last : length
}
