// Follows a query of Loki: what was lately by query_range, then what comes by the tail websocket; where a proxy lets no
// websocket through, by asking again. Rule: a break loses no entry and doubles none, by the entries' own times.
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'undici'
import type { LogConfig } from '../../config/schema.ts'
import { cleanText } from '../../incident/redact.ts'
import { type Instant, minute } from '../../incident/time.ts'
import { AskTrouble, askJson, below } from '../ask-json.ts'
import { KnownLines } from './known-lines.ts'
import { levelOfLine } from './line-scan.ts'
import type { LogFeed } from './log-feed.ts'
import { type LokiEntry, readLoki } from './loki-answer.ts'

type LokiConfig = Extract<LogConfig, { loki: string }>

export interface FollowLokiOptions {
  readonly now: () => Instant
  readonly stop: AbortSignal
  /** For tests: the first pause, in milliseconds. */
  readonly firstPauseMs?: number
}

const timeoutMs = 10_000
const pastMs = 30 * minute
const backlog = 500
const mostPerAnswer = 5000
const askAgainMs = 2000
const longestPauseMs = 30_000

/** Until stopped; never rejects. */
export async function followLoki(feed: LogFeed, loki: LokiConfig, options: FollowLokiOptions): Promise<void> {
  const { stop, firstPauseMs = 1000 } = options
  const known = new KnownLines()
  let pauseMs = firstPauseMs
  while (!stop.aborted) {
    try {
      await readPast(feed, loki, { ...options, known })
      feed.settle({ state: 'following', reason: null })
      pauseMs = firstPauseMs
      known.resume()
      const why = await tail(feed, loki, { ...options, known })
      if (why === 'no websocket') await askAgain(feed, loki, { ...options, known })
      else throw new AskTrouble(why)
    } catch (error) {
      if (stop.aborted) return
      const reason = cleanText(error instanceof Error ? error.message : String(error)).slice(0, 200)
      feed.settle({ state: 'retrying', reason, retryInMs: pauseMs })
      await wait(pauseMs, undefined, { signal: stop }).catch(() => undefined)
      pauseMs = Math.min(longestPauseMs, 2 * pauseMs)
    }
  }
}

type Reading = FollowLokiOptions & { readonly known: KnownLines }

/** What was before; after a break everything since, however much it is. Throws AskTrouble. */
async function readPast(feed: LogFeed, loki: LokiConfig, { now, stop, known }: Reading): Promise<void> {
  const since = known.resumeFrom
  known.resume()
  let from = since ?? now() - pastMs
  for (;;) {
    const url = below(loki.loki, '/loki/api/v1/query_range')
    url.searchParams.set('query', loki.query)
    url.searchParams.set('start', `${from}000000`)
    url.searchParams.set('end', `${now() + 1000}000000`)
    url.searchParams.set('limit', String(since === null ? backlog : mostPerAnswer))
    url.searchParams.set('direction', since === null ? 'backward' : 'forward')
    const answer = readLoki(await askJson(url.href, { headers: loki.headers, timeoutMs, stop }))
    if (!answer) throw new AskTrouble('answers, but not as Loki does')
    take(feed, answer.entries, known)
    const last = answer.entries.at(-1)?.at
    if (since === null || answer.entries.length < mostPerAnswer || last === undefined || last <= from) return
    from = last
  }
}

/** Until it breaks, with the reason in words; `no websocket` where none could be opened. */
function tail(feed: LogFeed, loki: LokiConfig, { now, stop, known }: Reading): Promise<string> {
  const url = below(loki.loki, '/loki/api/v1/tail')
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.searchParams.set('query', loki.query)
  url.searchParams.set('start', `${known.resumeFrom ?? now()}000000`)
  return new Promise(resolve => {
    const socket = new WebSocket(url, { headers: loki.headers })
    let isOpen = false
    const settling = setInterval(() => isOpen && feed.settle({ state: 'following', reason: null }), 250)
    const end = (why: string): void => {
      clearInterval(settling)
      stop.removeEventListener('abort', giveUp)
      socket.close()
      resolve(why)
    }
    const giveUp = (): void => end('stopped')
    stop.addEventListener('abort', giveUp, { once: true })
    if (stop.aborted) giveUp()
    socket.addEventListener('open', () => {
      isOpen = true
    })
    socket.addEventListener('message', ({ data }) => {
      const answer = readLoki(parsed(data))
      if (!answer) return
      take(feed, answer.entries, known)
      const lost = answer.dropped > 0 ? `Loki left out ${answer.dropped} entries: it sends faster than is read` : null
      feed.settle({ state: 'following', reason: lost })
    })
    socket.addEventListener('error', () => !isOpen && end('no websocket'))
    socket.addEventListener('close', ({ code, reason }) =>
      end(isOpen ? `the stream was closed: ${reason || `code ${code}`}` : 'no websocket'),
    )
  })
}

/** Without a websocket: the same question again and again, for a while, then the websocket is tried anew. */
async function askAgain(feed: LogFeed, loki: LokiConfig, reading: Reading): Promise<void> {
  for (let turn = 0; turn < 30 && !reading.stop.aborted; turn += 1) {
    await wait(askAgainMs, undefined, { signal: reading.stop }).catch(() => undefined)
    if (!reading.stop.aborted) await readPast(feed, loki, reading)
    feed.settle({ state: 'following', reason: null })
  }
}

function take(feed: LogFeed, entries: readonly LokiEntry[], known: KnownLines): void {
  feed.begin()
  for (const { at, key, text, level } of entries) {
    const bytes = Buffer.from(key)
    if (known.isKnown(bytes, 0, bytes.length, at)) continue
    const told = Buffer.from(level ?? text.slice(0, 400))
    feed.pushEvent(text, { at, level: levelOfLine(told, 0, told.length) })
  }
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return null
  }
}
