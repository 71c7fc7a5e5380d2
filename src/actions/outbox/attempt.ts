// One attempt to deliver a message: to a webhook, through a command, or to the clipboard and a file.
// Rule: an answer says delivered, failed for good, or try again; an address is never shown, it can be a secret.

import type { ChannelConfig } from '../../config/schema.ts'
import { command } from '../../incident/command.ts'
import { formatFor, type Message, messageText, webhookBody } from '../../incident/people/message.ts'
import { cleanText } from '../../incident/redact.ts'
import { basicAuth, withoutUser } from '../../signals/address-user.ts'
import { failureOf, limitInWords } from '../../signals/probe-failure.ts'
import { runCommand, tailOf } from '../run-command.ts'

export type Attempt =
  | { readonly kind: 'delivered'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string }
  /** `afterMs`: the receiver asked to wait that long. */
  | { readonly kind: 'again'; readonly detail: string; readonly afterMs?: number }

export interface AttemptSettings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string | null
  readonly timeoutMs: number
  readonly now: () => number
}

const userAgent = 'incident-tui'
const commandTimeoutMs = 60_000

export async function deliver(message: Message, channel: ChannelConfig, settings: AttemptSettings): Promise<Attempt> {
  if (channel.webhook) return post(message, channel.webhook, settings)
  if (channel.run) return run(message, channel.run, settings)
  return { kind: 'failed', detail: 'the channel has neither a webhook nor a command: give it one in the configuration' }
}

async function post(
  message: Message,
  { env: name, format }: NonNullable<ChannelConfig['webhook']>,
  settings: AttemptSettings,
): Promise<Attempt> {
  const address = settings.env[name]
  if (!address) return { kind: 'failed', detail: `$${name} is not set: set it, start again, and send it again` }
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    return { kind: 'failed', detail: `$${name} holds no http address` }
  }
  const url = new URL(address)
  // The HTTP client is large: it is loaded when there is something to send.
  const { Agent, request } = (await import('undici')).default
  const agent = new Agent({
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: settings.timeoutMs },
  })
  const deadline = AbortSignal.timeout(settings.timeoutMs)
  try {
    const answer = await request(withoutUser(url), {
      dispatcher: agent,
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': userAgent,
        // The same on every attempt, so that a receiver that has it already can tell.
        'idempotency-key': message.id,
        ...basicAuth(url),
      },
      body: JSON.stringify(webhookBody(message, format ?? formatFor(url))),
      signal: deadline,
    })
    return judged(answer.statusCode, answer.headers, { said: await beginning(answer.body), name, settings })
  } catch (error) {
    if (deadline.aborted) {
      return { kind: 'again', detail: `no answer within ${limitInWords(settings.timeoutMs)}; it may have arrived` }
    }
    return { kind: 'again', detail: failureOf(error).reason }
  } finally {
    void agent.destroy().catch(() => undefined)
  }
}

function judged(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { said, name, settings }: { readonly said: string; readonly name: string; readonly settings: AttemptSettings },
): Attempt {
  const words = said === '' ? '' : `: ${said}`
  if (status >= 200 && status < 300) return { kind: 'delivered', detail: `answered ${status}` }
  if (status >= 300 && status < 400) {
    const detail = `answered ${status}, a redirect: not followed, put the address it points to into $${name}`
    return { kind: 'failed', detail }
  }
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const afterMs = retryAfter([headers['retry-after']].flat()[0], settings.now())
    return { kind: 'again', detail: `answered ${status}${words}`, ...(afterMs !== null && { afterMs }) }
  }
  return { kind: 'failed', detail: `answered ${status}${words}` }
}

/** Seconds, or a date: milliseconds from now, null where it says nothing. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

/** The program gets the words on its standard input; a failure is told and not repeated, it may have done half. */
async function run(message: Message, argv: readonly string[], { cwd }: AttemptSettings): Promise<Attempt> {
  const env = {
    INCIDENT_MESSAGE_ID: message.id,
    INCIDENT_ID: message.incidentId,
    INCIDENT_TITLE: message.title,
    INCIDENT_SEVERITY: message.severity ?? '',
    INCIDENT_STATUS: message.status ?? '',
  }
  const spec = command(argv, { cwd, env, input: messageText(message), timeoutMs: commandTimeoutMs })
  const { outcome, exitCode, output } = await runCommand(spec)
  const last = cleanText(tailOf(output, 1))
  const words = last === '' ? '' : `: ${last}`
  if (outcome === 'exited' && exitCode === 0) return { kind: 'delivered', detail: `exit 0${words}` }
  if (outcome === 'timedOut') return { kind: 'failed', detail: `not done within ${limitInWords(commandTimeoutMs)}` }
  if (outcome === 'failedToStart') return { kind: 'failed', detail: `could not be started${words}` }
  return { kind: 'failed', detail: `exit ${exitCode ?? outcome}${words}` }
}

async function beginning(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > 4096) break
  }
  const text = cleanText(Buffer.concat(chunks).toString('utf8').replace(/\s+/g, ' ')).trim()
  return /^</.test(text) ? '' : text.slice(0, 120)
}
