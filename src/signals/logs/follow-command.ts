// Follows what a command prints, line by line, and starts it again when it ends, later each time.
// Rule: one broken run is said once: until lines come again the source stays the way it broke.
import { setTimeout as wait } from 'node:timers/promises'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { howItEnded, runQuietly } from '../quiet-process.ts'
import { LineSplitter } from '../tail/line-splitter.ts'
import { stampOfLine } from './line-scan.ts'
import type { LogFeed } from './log-feed.ts'

const settleMs = 100
const longestPauseMs = 30_000
/** A run this long counts as a good one: the next pause is short again. */
const goodRunMs = 20_000
/** A program that has lived so long without a word has nothing to say, rather than not being there. */
const quietRunMs = 5000

export interface FollowCommandOptions {
  /** What to run, each time anew: a stream that can be told again says from where. */
  readonly argv: () => readonly string[]
  /** What to do with its output; without one every line is a log line. */
  readonly lines?: () => LineSplitter
  /** `stamped`: what it says on its standard error is a log line only where it carries a time. */
  readonly errors?: 'lines' | 'stamped' | 'words'
  readonly cwd: string
  readonly stop: AbortSignal
  /** For tests: the first pause, in milliseconds. */
  readonly firstPauseMs?: number
}

/** Ends (and ends the command) when `stop` is aborted, or at once where the program does not exist; never rejects. */
export async function followCommand(feed: LogFeed, options: FollowCommandOptions): Promise<void> {
  const { stop, firstPauseMs = 1000 } = options
  let pauseMs = firstPauseMs
  let broke: string | null = null
  while (!stop.aborted) {
    const startedAt = performance.now()
    const ended = await runOnce(feed, options, broke)
    if (stop.aborted) return
    if (ended.isMissing) return feed.settle({ state: 'lost', reason: ended.words })
    if (performance.now() - startedAt > goodRunMs) pauseMs = firstPauseMs
    broke = ended.words
    feed.settle({ state: 'retrying', reason: broke, retryInMs: pauseMs })
    await wait(pauseMs, undefined, { signal: stop }).catch(() => undefined)
    pauseMs = Math.min(longestPauseMs, 2 * pauseMs)
    feed.resume()
  }
}

async function runOnce(
  feed: LogFeed,
  {
    argv: argvNow,
    lines: newLines = () => new LineSplitter(feed.push),
    errors = 'lines',
    cwd,
    stop,
  }: FollowCommandOptions,
  broke: string | null,
): Promise<{ readonly isMissing: boolean; readonly words: string }> {
  const argv = argvNow()
  const program = argv[0] ?? ''
  const startedAt = performance.now()
  let hasSpoken = false
  let lastWords = ''
  const stdout = newLines()
  const stderr = new LineSplitter((bytes, start, end, continues) => {
    if (errors === 'lines' || (errors === 'stamped' && stampOfLine(bytes, start, end) !== null))
      feed.push(bytes, start, end, continues)
  })
  const settle = (): void => {
    const isThere = broke === null || hasSpoken || performance.now() - startedAt > quietRunMs
    feed.settle(isThere ? { state: 'following', reason: null } : { state: 'retrying', reason: broke })
  }
  const settling = setInterval(settle, settleMs)
  const end = await runQuietly({
    argv,
    cwd,
    stop,
    onSpawn: settle,
    onOutput: (chunk, stream) => {
      feed.begin()
      if (stream === 'stdout') {
        hasSpoken = true
        stdout.push(chunk)
      } else {
        lastWords = (lastWords + chunk.subarray(-500).toString('utf8')).slice(-500)
        stderr.push(chunk)
      }
    },
  })
  clearInterval(settling)
  feed.begin()
  for (const lines of [stdout, stderr]) lines.end()
  if (end.notStarted !== null) return { isMissing: end.isMissing, words: end.notStarted }
  return { isMissing: false, words: wordsOf(howItEnded(end), lastWords, program) }
}

/** Why it ended, with what it said last; what it wanted to ask is told as such. */
function wordsOf(ended: string, said: string, program: string): string {
  const last = cleanLines(said).trim().split('\n').at(-1)?.trim().slice(0, 160) ?? ''
  const asks = /password|passphrase|askpass|a terminal is required|host key verification/i.test(said)
  if (asks) return cleanText(`${program} wants to ask for a password, which it cannot do here: ${last || ended}`)
  return last ? `${ended}: ${last}` : ended
}
