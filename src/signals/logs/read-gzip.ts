// Reads a compressed log once, for what was before the rotation. Rule: nothing follows; it says that it is whole.
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { LineSplitter } from '../tail/line-splitter.ts'
import type { LogFeed } from './log-feed.ts'

export function isGzip(path: string): boolean {
  return /\.gz$/.test(path)
}

/** Ends when the file is read or `stop` is aborted; never rejects. */
export async function readGzip(path: string, feed: LogFeed, stop: AbortSignal): Promise<void> {
  feed.trustsStamps = true
  const lines = new LineSplitter(feed.push)
  try {
    await pipeline(
      createReadStream(path),
      createGunzip(),
      async chunks => {
        for await (const chunk of chunks as AsyncIterable<Buffer>) {
          feed.begin()
          lines.push(chunk)
          feed.settle({ state: 'following', reason: null })
        }
      },
      { signal: stop },
    )
    lines.end()
    feed.settle({ state: 'waiting', reason: 'read to its end: it is compressed, nothing follows' })
  } catch (error) {
    if (stop.aborted) return
    lines.end()
    const { code } = error as NodeJS.ErrnoException
    const reason =
      code === 'ENOENT'
        ? 'the file does not exist'
        : code === 'EACCES'
          ? 'no permission to read it'
          : code === 'Z_BUF_ERROR'
            ? 'the compressed file ends too early; what could be read is shown'
            : `not a gzip file, or damaged: ${code ?? String(error)}`
    feed.settle({ state: 'lost', reason })
  }
}
