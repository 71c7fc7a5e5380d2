// Asks an address for JSON, over a connection of its own, within a time limit, for the services that tell of others.
import { cleanText } from '../incident/redact.ts'
import { failureOf, limitInWords } from './probe-failure.ts'

/** What went wrong, in words for a person. */
export class AskTrouble extends Error {}

export interface AskOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly stop: AbortSignal
}

const mostBytes = 16 * 1024 * 1024

/** The parsed answer. Throws AskTrouble: no answer, an answer that is no JSON, an error status (with what it says). */
export async function askJson(url: string, { headers = {}, timeoutMs, stop }: AskOptions): Promise<unknown> {
  // Bundled, a lazy CommonJS module has its parts on `default` alone.
  const { Agent, request } = (await import('undici')).default
  const deadline = AbortSignal.timeout(timeoutMs)
  const agent = new Agent({ pipelining: 0, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: timeoutMs } })
  try {
    const signal = AbortSignal.any([deadline, stop])
    const sent = { 'user-agent': 'incident-tui', accept: 'application/json', ...headers }
    const { statusCode, body } = await request(url, { dispatcher: agent, headers: sent, signal })
    const text = await readAll(body)
    const value = parsed(text)
    if (statusCode >= 400) throw new AskTrouble(cleanText(`answers ${statusCode}${saying(value)}`))
    if (value === undefined) throw new AskTrouble(`answers with ${/^\s*</.test(text) ? 'HTML' : 'text'}, not JSON`)
    return value
  } catch (error) {
    if (error instanceof AskTrouble) throw error
    if (deadline.aborted) throw new AskTrouble(`no answer within ${limitInWords(timeoutMs)}`)
    throw new AskTrouble(failureOf(error).reason)
  } finally {
    void agent.destroy().catch(() => undefined)
  }
}

/** An address below a base that may have a path of its own. */
export function below(base: string, path: string): URL {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${path}`
  return url
}

async function readAll(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > mostBytes) throw new AskTrouble('the answer is larger than 16 MB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function saying(value: unknown): string {
  const { error, message } = (value ?? {}) as { error?: unknown; message?: unknown }
  const words = typeof error === 'string' ? error : message
  return typeof words === 'string' ? `: ${words.slice(0, 200)}` : ''
}
