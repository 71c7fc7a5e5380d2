// Follows what a command prints, line by line, and starts it again when it ends, later each time.
// Rule: argv only, no standard input, so that nothing can ask for a password on the person's terminal.
import { setTimeout as wait } from 'node:timers/promises'
import { execa } from 'execa'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { LineSplitter } from '../tail/line-splitter.ts'
import type { LogFeed } from './log-feed.ts'

const settleMs = 100
const longestPauseMs = 30_000
/** A run this long counts as a good one: the next pause is short again. */
const goodRunMs = 20_000

export interface FollowCommandOptions {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly stop: AbortSignal
  /** For tests: the first pause, in milliseconds. */
  readonly firstPauseMs?: number
}

/** Ends (and ends the command) when `stop` is aborted, or at once where the program does not exist; never rejects. */
export async function followCommand(feed: LogFeed, options: FollowCommandOptions): Promise<void> {
  const { stop, firstPauseMs = 1000 } = options
  let pauseMs = firstPauseMs
  while (!stop.aborted) {
    const startedAt = performance.now()
    const ended = await runOnce(feed, options)
    if (stop.aborted) return
    if (ended.isMissing) return feed.settle({ state: 'lost', reason: ended.words })
    if (performance.now() - startedAt > goodRunMs) pauseMs = firstPauseMs
    feed.settle({ state: 'retrying', reason: `${ended.words}; again in ${Math.ceil(pauseMs / 1000)} s` })
    await wait(pauseMs, undefined, { signal: stop }).catch(() => undefined)
    pauseMs = Math.min(longestPauseMs, 2 * pauseMs)
    if (feed.trustsStamps) feed.resume()
  }
}

async function runOnce(
  feed: LogFeed,
  { argv, cwd, stop }: FollowCommandOptions,
): Promise<{ readonly isMissing: boolean; readonly words: string }> {
  const [program = '', ...args] = argv
  const child = execa(program, args, {
    cwd,
    stdin: 'ignore',
    buffer: false,
    encoding: 'buffer',
    reject: false,
    cancelSignal: stop,
    forceKillAfterDelay: 1000,
  })
  let lastWords = ''
  const splitters = [child.stdout, child.stderr].map((stream, i) => {
    const lines = new LineSplitter(feed.push)
    stream?.on('data', (chunk: Buffer) => {
      feed.begin()
      lines.push(chunk)
      if (i === 1) lastWords = chunk.subarray(-500).toString('utf8')
    })
    return lines
  })
  if (child.pid !== undefined) feed.settle({ state: 'following', reason: null })
  const settling = setInterval(() => feed.settle({ state: 'following', reason: null }), settleMs)
  const result = await child
  clearInterval(settling)
  feed.begin()
  for (const lines of splitters) lines.end()
  if (result.exitCode === undefined && result.signal === undefined) {
    const isMissing = (result as { code?: string }).code === 'ENOENT'
    return { isMissing, words: cleanText(`${program} ${isMissing ? 'is not installed' : 'cannot be started'}`) }
  }
  const how = result.signal ? `ended by ${result.signal}` : `ended with exit ${result.exitCode}`
  const said = cleanLines(lastWords).trim().split('\n').at(-1) ?? ''
  return { isMissing: false, words: said ? `${how}: ${said.slice(0, 160)}` : how }
}
