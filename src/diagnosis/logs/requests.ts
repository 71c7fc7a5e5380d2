// Requests in access logs: method, path and status, which alone say what kind of request it was.
import { classOf, digit, isDigit, letter, spanText } from './characters.ts'
import type { MessageForms } from './groups/forms.ts'
import { levelOfStatus } from './levels.ts'

export interface Request {
  readonly method: string
  readonly path: string
  readonly status: number
}

// What balancers, haproxy and gateways write; the common format is read byte by byte below.
const balancer = / (\d{3}) (?:\d{3}|-) \d+ \d+ "([A-Z]{3,10}|-) ([^" ]*)/
const haproxy = / [\d-]+\/[\d-]+\/[\d-]+\/[\d-]+\/\+?\d+ (\d{3}) .*?"?(?:([A-Z]{3,10}) ([^" ]+)|<BADREQ>|$)/
const serverGateway = /\] ([A-Z]{3,10}) (\S+) => generated .*\(HTTP\/[\d.]+ (\d{3})\)/

/** How a sample's line tells of a request: as the common format does, otherwise, or not at all. */
export function accessKind(bytes: Uint8Array, start: number, end: number): 'common' | 'other' | null {
  if (findQuoted(bytes, start, end)) return 'common'
  return otherRequest(spanText(bytes, start, Math.min(end, start + 4000))) ? 'other' : null
}

/** The request a line tells of in one of the less common ways; null where it tells of none. */
export function otherRequest(text: string): Request | null {
  let match = balancer.exec(text)
  if (match) return { method: match[2] as string, path: match[3] as string, status: Number(match[1]) }
  match = haproxy.exec(text)
  if (match) return { method: match[2] ?? '-', path: match[3] ?? '-', status: Number(match[1]) }
  match = serverGateway.exec(text)
  return match ? { method: match[1] as string, path: match[2] as string, status: Number(match[3]) } : null
}

/** `GET /cart/<*> 5xx` as tokens: what varies within a path is masked. */
export function requestTokens({ method, path, status }: Request): string[] {
  const bare = path.replace(/[?#;].*$/s, '').replace(/^[a-z]+:\/\/[^/]*/i, '')
  const segments = bare.split('/').slice(0, mostSegments)
  const masked = segments.map(segment => (isName(segment) ? segment : '<*>')).join('/')
  return [method, masked || '/', `${Math.floor(status / 100)}xx`]
}

const mostSegments = 8

/** A route's own word: letters, perhaps a version, an ending; no id, no hash. */
function isName(segment: string): boolean {
  return segment === '' || /^v\d{1,2}$/.test(segment) || (segment.length <= 32 && /^[A-Za-z_.~-]+$/.test(segment))
}

// Set by findQuoted: where the method begins and ends, where the path ends, and the status behind the quotation.
let methodAt = 0
let methodEnd = 0
let pathEnd = 0
let status = 0

/** Finds `"GET /path HTTP/1.1" 200` in a span. */
function findQuoted(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    if (bytes[i] !== 34) continue
    let j = i + 1
    while (j < end && bytes[j]! >= 65 && bytes[j]! <= 90) j += 1
    if (j - i - 1 < 3 || j - i - 1 > 10 || bytes[j] !== 32) continue
    methodAt = i + 1
    methodEnd = j
    j += 1
    while (j < end && bytes[j] !== 32 && bytes[j] !== 34) j += 1
    pathEnd = j
    while (j < end && bytes[j] !== 34) j += 1
    if (j + 4 >= end + 0 && j + 4 > end) return false
    if (bytes[j + 1] !== 32 || !isDigit(bytes[j + 2]) || !isDigit(bytes[j + 3]) || !isDigit(bytes[j + 4])) return false
    status = (bytes[j + 2]! - 48) * 100 + (bytes[j + 3]! - 48) * 10 + bytes[j + 4]! - 48
    return j + 5 >= end || !isDigit(bytes[j + 5])
  }
  return false
}

/** Looks the request of a line in the common format up; answers its status' level, 0 where there is no request. */
export function findRequest(bytes: Uint8Array, start: number, end: number, forms: MessageForms): number {
  if (!findQuoted(bytes, start, end)) return 0
  let h1 = 0x51ed270b
  let h2 = status - (status % 100)
  for (let i = methodAt; i < methodEnd; i += 1) h1 = Math.imul(h1 ^ bytes[i]!, 0x01000193)
  let from = methodEnd + 1
  let segments = 0
  while (from < pathEnd && segments < mostSegments) {
    let varies = false
    let hash = 0
    let i = from
    for (; i < pathEnd && bytes[i] !== 47 && bytes[i] !== 63 && bytes[i] !== 35 && bytes[i] !== 59; i += 1) {
      const byte = bytes[i]!
      if ((classOf[byte]! & letter) === 0 && byte !== 95 && byte !== 46 && byte !== 126 && byte !== 45) varies = true
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    if (varies && i - from <= 3 && bytes[from] === 118 && (classOf[bytes[from + 1]!]! & digit) !== 0) varies = false
    if (varies || i - from > 32) hash = 1
    h1 = Math.imul(h1 ^ hash, 0x9e3779b1)
    h2 = Math.imul(h2 + hash + 47, 0x85ebca6b) ^ (h2 >>> 13)
    segments += 1
    if (bytes[i] !== 47) break
    from = i + 1
  }
  forms.findWhole(h1, h2, () =>
    requestTokens({
      method: spanText(bytes, methodAt, methodEnd),
      path: spanText(bytes, methodEnd + 1, pathEnd),
      status,
    }),
  )
  return levelOfStatus(status)
}
