// Figures out of access lines in the ring.
import { expect, test } from 'vitest'
import { LogRing } from '../../src/telemetry/log-ring.ts'
import { impactDraft, requestFigures } from '../../src/telemetry/requests.ts'

test('requests and failures by endpoint, since an instant', () => {
  const log = new LogRing(10_000, 100)
  const push = (at: number, text: string) => {
    const bytes = Buffer.from(text)
    log.push(bytes, 0, bytes.length, { at, level: 3, source: 0 })
  }
  push(1, '1.2.3.4 - - [x] "POST /api/checkout HTTP/1.1" 500 12')
  for (let i = 0; i < 7; i += 1) push(10 + i, `1.2.3.4 - - [x] "POST /api/checkout?n=${i} HTTP/1.1" 200 12`)
  for (let i = 0; i < 3; i += 1) push(20 + i, '1.2.3.4 - - [x] "POST /api/checkout HTTP/1.1" 503 12')
  push(30, 'INFO not an access line 500')
  push(31, '1.2.3.4 - - [x] "GET /api/cart HTTP/2" 200 12')
  const figures = requestFigures(log, 10)
  expect(figures).toEqual({
    requests: 11,
    failed: 3,
    share: 3 / 11,
    endpoints: [{ endpoint: '/api/checkout', requests: 10, failed: 3 }],
  })
  expect(impactDraft(figures)).toBe('/api/checkout fails for about 30 % of requests (3 of 10)')
  expect(impactDraft(requestFigures(log, 30))).toBeNull()
})
