// What is kept of a command's output: its beginning and its end, whole lines, within a limit. What lies between is
// counted and said, never silently gone.
import { cleanLines } from '../incident/redact.ts'

export interface KeptLimits {
  readonly firstBytes: number
  readonly lastBytes: number
}

const usual: KeptLimits = { firstBytes: 256 * 1024, lastBytes: 768 * 1024 }
const newline = 10
const mostPieces = 256

/** Takes chunks of any size; holds at most the limits and one chunk more, whatever comes. */
export class KeptOutput {
  private readonly limits: KeptLimits
  private first: Buffer[] = []
  private firstSize = 0
  private last: Buffer[] = []
  private lastSize = 0
  private leftOutBytes = 0
  private leftOutLines = 0

  constructor(limits: KeptLimits = usual) {
    this.limits = limits
  }

  add(chunk: Buffer): void {
    const room = this.limits.firstBytes - this.firstSize
    const head = room > 0 ? chunk.subarray(0, room) : null
    if (head) {
      this.first.push(head)
      this.firstSize += head.length
    }
    const rest = head ? chunk.subarray(head.length) : chunk
    if (rest.length === 0) return
    this.last.push(rest)
    this.lastSize += rest.length
    while (this.last[0] && this.lastSize - this.last[0].length >= this.limits.lastBytes) {
      const oldest = this.last.shift() as Buffer
      this.lastSize -= oldest.length
      this.leaveOut(oldest)
    }
    // A program that prints letter by letter would cost far more in pieces than in bytes.
    if (this.last.length > mostPieces) this.last = [Buffer.concat(this.last)]
    if (this.first.length > mostPieces) this.first = [Buffer.concat(this.first)]
  }

  /** Cleaned of control characters and secrets. */
  text(): string {
    const [first, held] = [Buffer.concat(this.first), Buffer.concat(this.last)]
    const over = Math.max(0, held.length - this.limits.lastBytes)
    if (over > 0) this.leaveOut(held.subarray(0, over))
    const last = held.subarray(over)
    this.last = [last]
    this.lastSize = last.length
    if (this.leftOutBytes === 0) return cleanLines(Buffer.concat([first, last]).toString('utf8'))
    // Cut at line ends: half a line could be half a secret that no rule knows.
    const headEnd = first.lastIndexOf(newline) + 1
    const tailStart = last.indexOf(newline) + 1
    const missing = this.leftOutBytes + first.length - headEnd + tailStart
    const said = `[${grouped(missing)} bytes, about ${grouped(this.leftOutLines + 1)} lines, left out here]`
    const head = cleanLines(first.subarray(0, headEnd).toString('utf8'))
    return `${head}${said}\n${cleanLines(last.subarray(tailStart).toString('utf8'))}`
  }

  private leaveOut(gone: Buffer): void {
    this.leftOutBytes += gone.length
    for (let at = gone.indexOf(newline); at !== -1; at = gone.indexOf(newline, at + 1)) this.leftOutLines += 1
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
