// Follows a stream that is handed over, such as what is piped into the program.
import type { Readable } from 'node:stream'
import { LineSplitter } from '../tail/line-splitter.ts'
import type { LogFeed } from './log-feed.ts'

const settleMs = 100

/** Ends with the stream or when `stop` is aborted; never rejects. */
export function followStream(stream: Readable, feed: LogFeed, stop: AbortSignal): Promise<void> {
  const lines = new LineSplitter(feed.push)
  feed.settle({ state: 'following', reason: null })
  return new Promise(resolve => {
    const settling = setInterval(() => feed.settle({ state: 'following', reason: null }), settleMs)
    const end = (reason: string): void => {
      clearInterval(settling)
      stream.off('data', take)
      stop.removeEventListener('abort', giveUp)
      feed.begin()
      lines.end()
      feed.settle({ state: 'lost', reason })
      resolve()
    }
    const take = (chunk: Buffer): void => {
      feed.begin()
      lines.push(chunk)
    }
    const giveUp = (): void => {
      stream.destroy()
      end('stopped')
    }
    stream.on('data', take)
    stream.once('end', () => end('what was piped in has ended'))
    stream.once('error', error => end(`the pipe broke: ${error.message}`))
    stop.addEventListener('abort', giveUp, { once: true })
  })
}
