// Secrets by kind, the words that only look like them, and what a stream of lines does with a key that spans lines.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanLines, cleanText, lineCleaner, redact } from '../../src/incident/redact.ts'

/** Written in two halves, so that no scanner takes the test for a leak. */
const token = (prefix: string, length: number): string => prefix + 'a1B2c3D4e5F6g7H8'.repeat(8).slice(0, length)

const secrets: readonly (readonly [string, string, string])[] = [
  ['a password in a query', 'GET /?user=a&password=hunter2&x=1', 'GET /?user=a&password=[redacted]&x=1'],
  ['a key in the environment', 'DB_PASSWORD=hunter2 node app', 'DB_PASSWORD=[redacted] node app'],
  ['a quoted value with blanks', 'secret="two words" next', 'secret=[redacted] next'],
  ['a key in JSON', '{"apiKey":"abc123","n":1}', '{"apiKey":"[redacted]","n":1}'],
  ['a key in YAML', 'password: hunter2', 'password: [redacted]'],
  ['a header', 'Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
  ['a header in JSON', '{"authorization":"Basic dXNlcjpwYXNz"}', '{"authorization":"Basic [redacted]"}'],
  ['a cookie', 'cookie: session=abcdef', 'cookie: [redacted]'],
  ['a bearer token in a sentence', `sent bearer ${token('', 24)} again`, 'sent bearer [redacted] again'],
  ['a password in a URL', 'postgres://app:s3cret@db:5432/x', 'postgres://app:[redacted]@db:5432/x'],
  ['a token as the user of a URL', `https://${token('', 24)}@git.example/x`, 'https://[redacted]@git.example/x'],
  ['a data source name', 'app:pw@tcp(db:3306)/x', 'app:[redacted]@tcp(db:3306)/x'],
  ['a JSON web token', `got ${token('eyJ', 20)}.${token('eyJ', 20)}.${token('', 20)}!`, 'got [redacted]!'],
  ['an option on a command line', 'mysql --password hunter2 db', 'mysql --password [redacted] db'],
  ['a cloud key', `id ${'AK' + 'IA'}ABCDEFGHIJKLMNOP used`, 'id [redacted] used'],
  ['a forge token', `push with ${token('gh' + 'p_', 36)}`, 'push with [redacted]'],
  ['a chat token', `${token('xo' + 'xb-', 30)} posted`, '[redacted] posted'],
  [
    'a chat webhook',
    `https://hooks.chat.example/services/T000/B000/${token('', 24)}`,
    'https://hooks.chat.example/services/[redacted]',
  ],
  [
    'a private key in one text',
    'k: -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----.',
    'k: [redacted].',
  ],
  ['a private key that does not end', '-----BEGIN PRIVATE KEY-----\nMIIE', '[redacted]'],
]

const stories = [
  'token=null for guest',
  'session expired immediately after login',
  'token: unexpected end of input',
  'max_tokens=512',
  'auth: ok',
  'password: required',
  'GET https://shop.example/a@b',
  'user@host connected',
  "TypeError: Cannot read properties of null (reading 'paymentMethods')",
]

describe('redact', () => {
  test.each(secrets)('hides %s', (_, dirty, clean) => expect(redact(dirty)).toBe(clean))
  test.each(stories)('leaves "%s" alone', story => expect(redact(story)).toBe(story))

  const material = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...secrets.map(([, dirty]) => dirty),
          ...stories,
          '[redacted]',
          '"',
          "'",
          '=',
          ': ',
          '@',
          'token',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 6 },
    )
    .map(parts => parts.join(''))

  test('redacting twice is redacting once', () => {
    fc.assert(
      fc.property(material, text => {
        const once = redact(text)
        expect(redact(once)).toBe(once)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('cleanText', () => {
  test('an escape inside a secret does not save it from redaction', () => {
    expect(cleanText('password=hun\x1b[0mter2')).toBe('password=[redacted]')
  })

  test('a line of megabytes is cut with the rest counted', () => {
    const clean = cleanText('x'.repeat(3_000_000))
    expect(clean.length).toBeLessThan(17_000)
    expect(clean).toMatch(/xx … \+2983616 characters cut$/)
    expect(cleanText(clean)).toBe(clean)
  })

  test('lines are kept apart, and a key across them goes as a whole', () => {
    expect(cleanLines('a\n-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\nb\x07')).toBe(
      'a\n[redacted]\nb·',
    )
  })
})

test('a stream keeps a private key hidden until its last line', () => {
  const clean = lineCleaner()
  const lines = ['before', '-----BEGIN EC PRIVATE KEY-----', 'MHcCAQEEIA==', '-----END EC PRIVATE KEY-----', 'after']
  expect(lines.map(clean)).toEqual(['before', '[redacted]', '[redacted]', '[redacted]', 'after'])
})
