// Secrets leave a mark instead of themselves, before anything is stored, shown, sent or written.
// A new kind of secret is one row of the table; every rule leaves its own output alone.
import { sanitise, sanitiseLines } from './sanitise.ts'

const redacted = '[redacted]'

interface RedactionRule {
  readonly name: string
  /** A cheap sign that the rule could match at all; most lines stop here. */
  readonly hint: RegExp
  readonly pattern: RegExp
  readonly replace: (...groups: string[]) => string
}

const mark = (): string => redacted
const secretKey =
  '(?:[\\w.-]{0,40}(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|' +
  'private[_-]?key|signing[_-]?key|encryption[_-]?key|credentials?|session[_-]?id|csrf|x-amz-signature|webhook[_-]?url)|auth|sid|sig)'
/** What stands for a secret without being one, so that `token=null` keeps telling its story. */
const harmless =
  /^(?:null|nil|none|undefined|true|false|yes|no|ok|empty|missing|invalid|expired|required|unknown|revoked|set|unset|\*+|x+|\d{1,6}|[<{$%(].*|\[reda.*|….*)?$/i

const rules: readonly RedactionRule[] = [
  {
    name: 'private key block',
    hint: /-----BEGIN/,
    pattern: /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY( BLOCK)?-----[\s\S]*?(?:-----END \1PRIVATE KEY\2?-----|$)/g,
    replace: mark,
  },
  {
    name: 'authorization and cookie headers',
    hint: /auth|cookie|x-api|x-vault/i,
    pattern:
      /\b((?:proxy-)?authorization|set-cookie|cookie|x-api-key|x-auth-token|x-vault-token)(["']?\s*[:=]\s*["']?)(?!\[redacted\])((?:(?:bearer|basic|digest|token|negotiate|aws4-hmac-sha256)\s+)?)([^"'\r\n]+)/gi,
    replace: (_, name = '', glue = '', scheme = '', value = '') =>
      harmless.test(value.trim()) ? `${name}${glue}${scheme}${value}` : `${name}${glue}${scheme}${redacted}`,
  },
  {
    name: 'bearer token',
    hint: /bearer|basic /i,
    pattern: /\b(bearer|basic)\s+(?!\[redacted\])([A-Za-z0-9._~+/=-]{16,})/gi,
    replace: (_, scheme = '') => `${scheme} ${redacted}`,
  },
  {
    name: 'user and password in a URL',
    hint: /:\/\/[^/\s]*@/,
    pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/@:"'<>]{0,200})(?::([^\s/@"'<>]{0,400}))?@(?=[\w[])/gi,
    replace: (whole = '', scheme = '', user = '', password = undefined as unknown as string) => {
      if (password === undefined) return user.length >= 16 && user !== redacted ? `${scheme}${redacted}@` : whole
      return `${scheme}${user}:${redacted}@`
    },
  },
  {
    name: 'user and password in a data source name',
    hint: /@(?:tcp|unix)\(/,
    pattern: /\b([\w.-]{1,64}):([^\s@]{1,200})@(?=(?:tcp|unix)\()/g,
    replace: (_, user = '') => `${user}:${redacted}@`,
  },
  {
    name: 'JSON web token',
    hint: /eyJ/,
    pattern: /\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g,
    replace: mark,
  },
  {
    name: 'quoted key and value',
    hint: /["']\s*[:=]/,
    pattern: new RegExp(`(["'])(${secretKey})\\1(\\s*[:=]>?\\s*)(["'])((?:\\\\.|(?!\\4)[^\\\\])*)\\4`, 'gi'),
    replace: (whole = '', quote = '', key = '', glue = '', valueQuote = '', value = '') =>
      harmless.test(value) ? whole : `${quote}${key}${quote}${glue}${valueQuote}${redacted}${valueQuote}`,
  },
  {
    name: 'key=value',
    hint: /=/,
    pattern: new RegExp(
      `\\b(${secretKey})(\\s?=>?\\s?)("(?:\\\\.|[^"\\\\])*"?|'(?:\\\\.|[^'\\\\])*'?|[^\\s&;,"'|)}\\]]+)`,
      'gi',
    ),
    replace: (whole = '', key = '', glue = '', value = '') =>
      harmless.test(value.replace(/^["']|["']$/g, '')) ? whole : `${key}${glue}${redacted}`,
  },
  {
    name: 'key: value',
    hint: /:/,
    pattern: new RegExp(
      `\\b(${secretKey})(["']?:\\s{0,2})("(?:\\\\.|[^"\\\\])*"?|'(?:\\\\.|[^'\\\\])*'?|[^\\s&;,"'|)}\\]]+)`,
      'gi',
    ),
    replace: (whole = '', key = '', glue = '', value = '') =>
      looksSecret(key, value.replace(/^["']|["']$/g, '')) ? `${key}${glue}${redacted}` : whole,
  },
  {
    name: 'option and value',
    hint: /--?\w*(?:pass|token|secret|key)/i,
    pattern: /(\s--?(?:[\w-]{0,30}(?:password|passwd|token|secret|api-key|access-key)))(\s+)(?!-)(\S+)/gi,
    replace: (whole = '', option = '', glue = '', value = '') =>
      harmless.test(value) ? whole : `${option}${glue}${redacted}`,
  },
  {
    name: 'cloud keys',
    hint: /A[KS]IA|AIza|ya29|dop_v1|dapi|GOCSPX|hv[sb]\.|AGE-SECRET/,
    pattern:
      /\b(?:A[KS]IA[0-9A-Z]{16}\b|AIza[\w-]{35}|ya29\.[\w-]{20,}|do[opr]_v1_[0-9a-f]{64}|dapi[0-9a-f]{32}|GOCSPX-[\w-]{28}|hv[sb]\.[\w-]{24,}|AGE-SECRET-KEY-1[0-9A-Z]{50,})/g,
    replace: mark,
  },
  {
    name: 'forge and registry tokens',
    hint: /gh[pousr]_|github_pat_|glpat|npm_|pypi-|ATATT|ATBB|lin_api|glsa_|glc_/,
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|gl(?:pat|dt|rt|cbt)-[\w-]{16,}|npm_[A-Za-z0-9]{30,}|pypi-[\w-]{16,}|ATATT3[\w=-]{20,}|ATBB[\w]{24,}|lin_api_\w{20,}|gl(?:sa|c)_[\w=+/-]{20,})/g,
    replace: mark,
  },
  {
    name: 'chat, payment and mail tokens',
    hint: /xox|xapp-|sk[-_]|[rp]k_live|whsec_|SG\.|key-|shp|sq0|:AA|EAAC/,
    pattern:
      /\b(?:xox[abeoprs]-[\w-]{10,}|xapp-\d-[\w-]{10,}|sk-[\w-]{20,}|[srp]k_(?:live|test)_\w{10,}|whsec_[\w+/=]{16,}|SG\.[\w-]{16,}\.[\w-]{16,}|key-[0-9a-f]{32}|shp(?:at|ca|pa|ss)_[0-9a-f]{32}|sq0(?:atp|csp)-[\w-]{20,}|\d{8,10}:AA[\w-]{32,}|EAAC[A-Za-z0-9]{30,})/g,
    replace: mark,
  },
  {
    name: 'webhook addresses',
    hint: /hooks\.|webhooks?\//i,
    pattern:
      /(https:\/\/(?:hooks\.[\w.-]+\/(?:services|workflows|triggers)|[\w.-]+\/(?:api\/)?webhooks?)\/)(?!\[redacted\])[\w/@.-]{16,}/gi,
    replace: (_, base = '') => `${base}${redacted}`,
  },
]

function looksSecret(key: string, value: string): boolean {
  if (harmless.test(value)) return false
  if (/passw|passwd|pwd|passphrase|secret/i.test(key)) return value.length >= 3
  return value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value)
}

/** The text with every secret that a rule knows replaced by `[redacted]`. Idempotent. */
export function redact(text: string): string {
  let out = text
  for (let round = 0; round < 8; round += 1) {
    const before = out
    for (const rule of rules) if (rule.hint.test(out)) out = out.replace(rule.pattern, rule.replace as () => string)
    if (out === before) break
  }
  return out
}

const longestLine = 16 * 1024
const cutMark = /… \+\d+ characters cut$/

/** One line from outside: sanitised, redacted, and cut at 16 KB of text with a mark that counts the rest. */
export function cleanText(text: string): string {
  const bounded = text.length > 4 * longestLine ? text.slice(0, 4 * longestLine) : text
  return cut(redact(sanitise(bounded)), text.length - bounded.length)
}

/** Several lines from outside; a private key that spans lines goes as a whole. */
export function cleanLines(text: string): string {
  return redact(sanitiseLines(text))
    .split('\n')
    .map(line => cut(line, 0))
    .join('\n')
}

function cut(line: string, alreadyCut: number): string {
  if (line.length + alreadyCut <= longestLine) return line
  const own = cutMark.exec(line)
  if (own && line.length <= longestLine + 40 && alreadyCut === 0) return line
  const kept = line.slice(0, longestLine).replace(/\[[redact]{0,8}$|[\ud800-\udbff]$/, '')
  return `${kept} … +${line.length - kept.length + alreadyCut} characters cut`
}

/** A line cleaner for streams: remembers whether a private key is still open from an earlier line. */
export function lineCleaner(): (line: string) => string {
  let insideKey = false
  return line => {
    const clean = sanitise(line)
    if (insideKey) {
      insideKey = !/-----END [A-Z0-9 ]*PRIVATE KEY/.test(clean)
      return redacted
    }
    insideKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?!.*-----END)/.test(clean)
    return cleanText(clean)
  }
}
