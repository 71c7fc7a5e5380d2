// Why a probe failed, in a few words a tired person understands. One table from error codes to reasons.
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { ProbeResult, ReasonKind } from '../telemetry/types.ts'

export interface ProbeFailure {
  readonly reasonKind: ReasonKind
  /** A few characters for a narrow column: `refused`, `timeout`. */
  readonly answer: string
  readonly reason: string
}

const reasons: readonly { readonly codes: RegExp; readonly kind: ReasonKind; readonly words: string }[] = [
  { codes: /^ECONNREFUSED$/, kind: 'refused', words: 'connection refused: nothing listens there' },
  { codes: /^(ENOTFOUND|EAI_NODATA|EAI_NONAME)$/, kind: 'dns', words: 'the name does not resolve' },
  { codes: /^EAI_/, kind: 'dns', words: 'the name server gives no answer' },
  { codes: /^(ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/, kind: 'timeout', words: 'no connection: packets get no answer' },
  {
    codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    kind: 'reset',
    words: 'the connection was closed before the answer was whole',
  },
  { codes: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN)$/, kind: 'unreachable', words: 'no route to the host' },
  { codes: /^CERT_HAS_EXPIRED$/, kind: 'tls', words: 'the certificate has expired' },
  { codes: /^CERT_NOT_YET_VALID$/, kind: 'tls', words: 'the certificate is not valid yet' },
  { codes: /^ERR_TLS_CERT_ALTNAME_INVALID$/, kind: 'tls', words: 'the certificate is for another name' },
  { codes: /^DEPTH_ZERO_SELF_SIGNED_CERT$/, kind: 'tls', words: 'the certificate is self-signed' },
  { codes: /^SELF_SIGNED_CERT_IN_CHAIN$/, kind: 'tls', words: 'the certificate chain ends in an unknown authority' },
  { codes: /^UNABLE_TO_/, kind: 'tls', words: 'the certificate cannot be verified: its chain is incomplete' },
  { codes: /^(ERR_SSL_WRONG_VERSION_NUMBER|EPROTO)$/, kind: 'tls', words: 'it does not speak TLS there' },
  { codes: /^(ERR_SSL_|ERR_TLS_|CERT_)/, kind: 'tls', words: 'TLS failed' },
  { codes: /^(HPE_|UND_ERR_HEADERS_OVERFLOW)/, kind: 'other', words: 'the answer is not HTTP' },
  { codes: /^(ENOENT|EACCES)$/, kind: 'exit', words: 'the program cannot be started' },
]

/** The reason of an error by its code; the error's own words where no row knows it. */
export function failureOf(error: unknown): ProbeFailure {
  const code = codeOf(error)
  const known = reasons.find(row => row.codes.test(code))
  if (!known) {
    const words = cleanText(error instanceof Error ? error.message : String(error)).slice(0, 200)
    return { reasonKind: 'other', answer: 'error', reason: words || code || 'unknown error' }
  }
  const isPlain = /^(ERR_SSL_|ERR_TLS_|CERT_)/.test(code) && known.words === 'TLS failed'
  return {
    reasonKind: known.kind,
    answer: known.kind === 'other' ? 'error' : known.kind === 'unreachable' ? 'no route' : known.kind,
    reason: isPlain ? `TLS failed: ${code}` : known.words,
  }
}

/** A failed result with nothing but its reason; what else is known is laid over it. */
export function failedProbe(at: Instant, failure: ProbeFailure): ProbeResult {
  return {
    at,
    ok: false,
    slow: false,
    answer: failure.answer,
    status: null,
    latencyMs: null,
    reason: failure.reason,
    reasonKind: failure.reasonKind,
    timings: null,
    tls: null,
    redirect: null,
  }
}

/** A time limit as a person says it: `500 ms`, `2 s`. */
export function limitInWords(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`
}

/** The code of the error, of what caused it, or of the first of several attempts. */
function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    if (current.name === 'HTTPParserError') return 'HPE_'
    const { code, cause, errors } = current as Error & { code?: unknown; errors?: unknown[] }
    if (typeof code === 'string' && !(code === 'UND_ERR_SOCKET' && cause instanceof Error)) return code
    current = cause ?? errors?.[0]
  }
  return ''
}
