// Requests in access logs: method, path and status, which alone say what kind of request it was.
import { levelOfStatus } from './levels.ts'

export interface Request {
  readonly method: string
  readonly path: string
  readonly status: number
}

// Common and combined format, and what proxies make of it; haproxy's HTTP format; a bare request line with its status.
const quoted = /"([A-Z]{3,10}) ([^" ]*)[^"]*" (\d{3})(?=[\s,]|$)/
const balancer = / (\d{3}) (?:\d{3}|-) \d+ \d+ "([A-Z]{3,10}|-) ([^" ]*)/
const haproxy = / [\d-]+\/[\d-]+\/[\d-]+\/[\d-]+\/\+?\d+ (\d{3}) .*?"?(?:([A-Z]{3,10}) ([^" ]+)|<BADREQ>|$)/
const serverGateway = /\] ([A-Z]{3,10}) (\S+) => generated .*\(HTTP\/[\d.]+ (\d{3})\)/

/** The request a line of an access log tells of; null where it tells of none. */
export function requestIn(text: string): Request | null {
  let match = quoted.exec(text)
  if (match) return { method: match[1] as string, path: match[2] as string, status: Number(match[3]) }
  match = balancer.exec(text)
  if (match) return { method: match[2] as string, path: match[3] as string, status: Number(match[1]) }
  match = haproxy.exec(text)
  if (match) return { method: match[2] ?? '-', path: match[3] ?? '-', status: Number(match[1]) }
  match = serverGateway.exec(text)
  if (match) return { method: match[1] as string, path: match[2] as string, status: Number(match[3]) }
  return null
}

/** Whether a sample's line looks like an access log's. */
export function looksLikeAccess(text: string): boolean {
  return requestIn(text) !== null
}

export function levelOfRequest(request: Request): number {
  return levelOfStatus(request.status)
}

/** `GET /cart/<*> 5xx` as tokens: what varies within a path is masked. */
export function requestTokens({ method, path, status }: Request): string[] {
  const bare = path.replace(/[?#;].*$/s, '').replace(/^[a-z]+:\/\/[^/]*/i, '')
  const segments = bare.split('/').slice(0, 8)
  const masked = segments.map(segment => (isName(segment) ? segment : '<*>')).join('/')
  return [method, masked || '/', `${Math.floor(status / 100)}xx`]
}

/** A route's own word: letters, perhaps a version, an ending; no id, no hash. */
function isName(segment: string): boolean {
  return segment === '' || /^v\d{1,2}$/.test(segment) || (segment.length <= 32 && /^[A-Za-z_.~-]+$/.test(segment))
}
