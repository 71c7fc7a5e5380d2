// Asks one HTTP address once, over a connection of its own, so that every probe sees DNS, TCP, TLS and the answer.
// Rule: it always ends within its time limit and never throws; what hangs is a timed-out probe that says where it hung.

import type { Socket } from 'node:net'
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, request } from 'undici'
import type { HttpHealthConfig } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { CertificateFacts, ProbeResult, ProbeTimings, TlsFacts } from '../telemetry/types.ts'
import { basicAuth, withoutUser } from './address-user.ts'
import { disappointment } from './expectation.ts'
import { failedProbe, failureOf, limitInWords } from './probe-failure.ts'

const mostBodyBytes = 256 * 1024
const mostRedirects = 5
/** Characters of the answer that are kept for people. */
const shownBody = 600

/** Moments of one exchange on the monotonic clock, null until reached. */
interface Marks {
  readonly started: number
  readonly isSecure: boolean
  resolved: number | null
  connected: number | null
  secured: number | null
  firstByte: number | null
  tls: TlsFacts | null
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string | null
  readonly url: URL
}

/** One probe; `now` stamps it. `config.url` and headers have their ${ENV} already replaced. */
export async function probeHttp(
  config: HttpHealthConfig,
  now: () => Instant,
  stop?: AbortSignal,
): Promise<ProbeResult> {
  const at = now()
  const deadline = AbortSignal.timeout(config.timeout)
  const signal = stop ? AbortSignal.any([deadline, stop]) : deadline
  let marks = newMarks(config.url)
  try {
    let answer = await exchange(config, new URL(config.url), { marks, signal, isSameOrigin: true })
    for (let hops = 0; config.follow && answer.location !== null && hops < mostRedirects; hops += 1) {
      const next = new URL(answer.location, answer.url)
      const isSameOrigin = next.origin === new URL(config.url).origin
      marks = { ...newMarks(next.href), started: marks.started }
      answer = await exchange(config, next, { marks, signal, isSameOrigin })
    }
    if (config.follow && answer.location !== null) throw new Error(`more than ${mostRedirects} redirects`)
    return judge(config, answer, { at, marks })
  } catch (error) {
    const failed = deadline.aborted
      ? failedProbe(at, { reasonKind: 'timeout', answer: 'timeout', reason: whereItHung(marks, config.timeout) })
      : failedProbe(at, failureOf(error))
    return { ...failed, timings: timingsOf(marks), tls: marks.tls }
  }
}

function judge(
  config: HttpHealthConfig,
  answer: Answer,
  { at, marks }: { readonly at: Instant; readonly marks: Marks },
): ProbeResult {
  const timings = timingsOf(marks)
  const wrong = disappointment(config.expect, answer)
  const within = config.expect.within
  const isSlow = !wrong && within !== undefined && timings.totalMs > within
  const slowWords = isSlow ? `slower than ${limitInWords(within)}` : null
  return {
    at,
    ok: wrong === null,
    slow: isSlow,
    answer: String(answer.status),
    status: answer.status,
    latencyMs: timings.totalMs,
    reason: wrong?.reason ?? slowWords,
    reasonKind: wrong?.reasonKind ?? null,
    timings,
    tls: marks.tls,
    redirect: answer.location === null ? null : cleanText(answer.location),
    body: cleanText(answer.body.slice(0, shownBody).replace(/\s+/g, ' ').trim()),
  }
}

async function exchange(
  config: HttpHealthConfig,
  url: URL,
  {
    marks,
    signal,
    isSameOrigin,
  }: { readonly marks: Marks; readonly signal: AbortSignal; readonly isSameOrigin: boolean },
): Promise<Answer> {
  const connector = buildConnector({ allowH2: false, rejectUnauthorized: false, timeout: 0 })
  const agent = new Agent({
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: watchedConnect(connector, { marks, insecure: config.insecure, signal }),
  })
  // An address after a redirect to elsewhere gets none of the headers: they may carry secrets.
  const headers = { 'user-agent': 'incident-tui', ...(isSameOrigin ? { ...basicAuth(url), ...config.headers } : {}) }
  try {
    const response = await request(withoutUser(url), {
      dispatcher: agent,
      method: config.method,
      headers,
      signal,
      ...(config.body === undefined || !isSameOrigin ? {} : { body: config.body }),
    })
    marks.firstByte = performance.now()
    const location = response.statusCode >= 300 && response.statusCode < 400 ? response.headers.location : undefined
    return {
      status: response.statusCode,
      body: await readSome(response.body),
      location: typeof location === 'string' ? location : null,
      url,
    }
  } finally {
    void agent.destroy().catch(() => undefined)
  }
}

/** undici's own connector, with its moments noted; the certificate is judged here, so that a bad one can be shown. */
function watchedConnect(
  connect: buildConnector.connector,
  { marks, insecure, signal }: { readonly marks: Marks; readonly insecure: boolean; readonly signal: AbortSignal },
): buildConnector.connector {
  return (options, callback) => {
    const socket = connect(options, (...[error, connected]) => {
      signal.removeEventListener('abort', giveUp)
      if (error) return callback(error, null)
      const { authorized, authorizationError } = connected as TLSSocket
      if (options.protocol !== 'https:' || authorized || insecure) return callback(null, connected)
      connected.destroy()
      const code = String((authorizationError as { code?: string } | undefined)?.code ?? authorizationError)
      callback(Object.assign(new Error(`certificate: ${code}`), { code }), null)
    }) as unknown as Socket
    const giveUp = (): unknown => socket.destroy(new Error('aborted'))
    signal.addEventListener('abort', giveUp, { once: true })
    socket.once('lookup', () => {
      marks.resolved = performance.now()
    })
    socket.once('connect', () => {
      marks.connected = performance.now()
    })
    // Before undici's own listener, which hands the socket over or has it destroyed.
    socket.prependOnceListener('secureConnect', () => {
      marks.secured = performance.now()
      marks.tls = factsOf(socket as TLSSocket)
    })
  }
}

function factsOf(socket: TLSSocket): TlsFacts | null {
  const certificate = socket.getPeerCertificate(true)
  if (!certificate?.subject) return null
  const selfSigned = JSON.stringify(certificate.subject) === JSON.stringify(certificate.issuer)
  const above = chainAbove(certificate)
  const chain = [certificate, ...above].map(one => nameOf(one.subject))
  return { ...certificateFacts(certificate), selfSigned, chain, above: above.map(certificateFacts) }
}

/** At most five: a root names itself as its issuer, and a chain that goes in a circle ends too. */
function chainAbove(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const above: DetailedPeerCertificate[] = []
  let below = leaf
  while (
    above.length < 5 &&
    below.issuerCertificate &&
    below.issuerCertificate.fingerprint256 !== below.fingerprint256
  ) {
    below = below.issuerCertificate
    above.push(below)
  }
  return above
}

function certificateFacts({ subject, issuer, valid_to: validTo }: DetailedPeerCertificate): CertificateFacts {
  return { subject: nameOf(subject), issuer: nameOf(issuer), validTo: Date.parse(validTo) }
}

function nameOf(holder: { readonly CN?: string | string[]; readonly O?: string | string[] } | undefined): string {
  return cleanText([holder?.CN ?? holder?.O ?? 'unnamed'].flat().join(', '))
}

/** The beginning of the body; the rest is not waited for. */
async function readSome(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= mostBodyBytes) break
  }
  return Buffer.concat(chunks).toString('utf8')
}

function newMarks(url: string): Marks {
  const nothingYet = { resolved: null, connected: null, secured: null, firstByte: null, tls: null }
  return { started: performance.now(), isSecure: url.startsWith('https:'), ...nothingYet }
}

function timingsOf({ started, resolved, connected, secured, firstByte }: Marks): ProbeTimings {
  const between = (from: number | null, to: number | null): number | null =>
    from === null || to === null ? null : tenth(to - from)
  return {
    dnsMs: between(started, resolved),
    connectMs: between(resolved ?? started, connected),
    tlsMs: between(connected, secured),
    firstByteMs: between(secured ?? connected, firstByte),
    totalMs: tenth(performance.now() - started),
  }
}

function tenth(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10)
}

function whereItHung(marks: Marks, timeoutMs: number): string {
  const limit = limitInWords(timeoutMs)
  if (marks.firstByte !== null) return `the answer began but did not end within ${limit}`
  if (marks.secured !== null || (marks.connected !== null && !marks.isSecure))
    return `connected, but no answer within ${limit}`
  if (marks.connected !== null) return `connected, but no TLS within ${limit}`
  return `no connection within ${limit}: ${marks.resolved === null ? 'the name does not resolve' : 'packets get no answer'}`
}
