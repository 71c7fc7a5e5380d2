// Causes between us and others: names, certificates, credentials, the services that we depend on.
import type { Signature } from '../types.ts'

export const networkSignatures: readonly Signature[] = [
  {
    kind: 'third-party',
    title: 'third-party outage',
    says: /\b(?:upstream|provider|gateway|third.?party|external (?:service|api)|partner|webhook)\b.{0,80}(?:timed? ?out|unavailable|refused|\b50[0234]\b|down|reset|unreachable|failed)|bad gateway|(?:timed? ?out|unavailable|\b50[234]\b).{0,60}\b(?:from|by|calling|contacting) (?:the )?(?:upstream|provider|gateway|https?:)|no healthy upstream|circuit.?breaker.{0,30}open/i,
    told: /provider|third.?party|vendor|upstream/i,
    metric: {
      name: /\b(?:upstream|outbound|provider|external)\b.*\b(?:errors?|latency|duration|timeouts?)\b/i,
      turns: 'up',
    },
    test: {
      asks: 'does the other side answer?',
      trueIf: 'its status page says so, or connections to it hang',
      falseIf: 'the other side answers others, and us when asked by hand',
      commands: [
        ['ss', '-tn', 'state', 'syn-sent'],
        ['ss', '-tn', 'state', 'established'],
      ],
    },
    fixes: [{ kind: 'mitigate', why: 'nothing of ours to revert: switch to a fallback or turn the feature off' }],
  },
  {
    kind: 'dns',
    title: 'names are not resolved',
    says: /ENOTFOUND|EAI_AGAIN|getaddrinfo|name or service not known|temporary failure in name resolution|NXDOMAIN|SERVFAIL|no such host|could not resolve|UnknownHostException|name resolution|resolver (?:failed|timed out)/i,
    told: /\bdns\b|resolv|domain/i,
    probes: ['dns'],
    metric: { name: /\bdns\b.*\b(?:errors?|failures?|latency|duration)\b/i, turns: 'up' },
    test: {
      asks: 'are names resolved?',
      trueIf: 'the resolver does not answer, or answers wrongly',
      falseIf: 'names resolve at once, and to the right address',
      commands: [
        ['cat', '/etc/resolv.conf'],
        ['getent', 'hosts', 'localhost'],
      ],
    },
    fixes: [{ kind: 'mitigate', why: 'another resolver or the old record, until the zone is right' }],
  },
  {
    kind: 'tls',
    title: 'a certificate is not accepted',
    says: /certificate.{0,40}(?:expired|verif\w*|not trusted|unknown|invalid|mismatch)|CERT_HAS_EXPIRED|x509:|SSL(?:Handshake|Error|_ERROR|CertVerif)|self.?signed cert|UNABLE_TO_(?:VERIFY|GET_ISSUER)|(?:tls|ssl).{0,30}handshake.{0,30}(?:fail\w*|error)|DEPTH_ZERO|PKIX path|ERR_TLS/i,
    told: /certificate|\btls\b|\bssl\b|not secure/i,
    probes: ['tls'],
    metric: { name: /cert.*expir|ssl.*expir/i, turns: 'down' },
    test: {
      asks: 'is the clock right, and who ends the encryption?',
      trueIf: 'the date of a certificate that the health pane shows is past',
      falseIf: 'no certificate on the way has run out, and the clock is right',
      commands: [
        ['date', '-u', '+%Y-%m-%dT%H:%M:%SZ'],
        ['ss', '-tln'],
      ],
    },
    fixes: [{ kind: 'mitigate', why: 'renew the certificate, or serve the previous one that is still valid' }],
  },
  {
    kind: 'credentials',
    title: 'credentials expired or not accepted',
    says: /(?:invalid|expired|bad|revoked|incorrect) (?:credentials?|api.?key|client.?secret|password|access.?key|refresh.?token)|(?:credentials?|api.?key|access.?key|secret|password) (?:has |have |is |are )?(?:expired|invalid|revoked|not accepted)|(?:password )?authentication failed|access denied for user|ExpiredToken|InvalidAccessKeyId|SignatureDoesNotMatch|invalid_client|invalid_grant|could not refresh (?:the )?token/i,
    told: /credential|api key|password|secret rotat/i,
    metric: { name: /\bauth\w*\b.*\b(?:fail\w*|errors?|denied|rejected)\b/i, turns: 'up' },
    test: {
      asks: 'is the clock right? Signatures and tokens depend on it.',
      trueIf: 'a key or password was rotated or ran out about when it began',
      falseIf: 'the same credentials are accepted by hand',
      commands: [['date', '-u', '+%Y-%m-%dT%H:%M:%SZ']],
    },
    fixes: [
      { kind: 'mitigate', why: 'give it credentials that are valid, or take the rotation back' },
      { kind: 'revert', why: 'where a change of configuration names the wrong ones' },
    ],
  },
]
