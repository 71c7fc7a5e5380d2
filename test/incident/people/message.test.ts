import { expect, test } from 'vitest'
import { formatFor, type Message, messageText, webhookBody } from '../../../src/incident/people/message.ts'
import { noon } from '../../support/events.ts'

const message: Message = {
  id: 'u1',
  kind: 'update',
  at: noon,
  incidentId: 'i1',
  title: '500 errors on /api/checkout',
  severity: 'P1',
  service: 'checkout',
  isDrill: false,
  status: 'Monitoring',
  audience: 'stakeholders',
  text: 'Monitoring: a < b & c > d.\n\nNext update by 12:30 UTC.',
  nextDueAt: noon + 1_800_000,
}

test('a message says what it is about and when it was written, and a drill that it is none', () => {
  expect(messageText(message)).toBe(
    'P1 · 500 errors on /api/checkout\n\nMonitoring: a < b & c > d.\n\nNext update by 12:30 UTC.\n\nWritten 2025-03-25 12:00 UTC',
  )
  expect(messageText({ ...message, isDrill: true })).toMatch(/^DRILL, not real · P1/)
})

test('what Slack takes for markup is escaped', () => {
  expect(webhookBody(message, 'slack')).toEqual({ text: expect.stringContaining('a &lt; b &amp; c &gt; d.') })
})

test('Teams gets a card of text blocks', () => {
  const { attachments } = webhookBody(message, 'teams') as { attachments: { content: { body: { text: string }[] } }[] }
  expect(attachments[0]?.content.body.map(one => one.text)).toEqual([
    'P1 · 500 errors on /api/checkout',
    'Monitoring: a < b & c > d.',
    'Next update by 12:30 UTC.',
    'Written 2025-03-25 12:00 UTC',
  ])
})

test('generic JSON has the id, the time it was written and the promise, as ISO times', () => {
  expect(webhookBody(message, 'json')).toMatchObject({
    id: 'u1',
    at: '2025-03-25T12:00:00.000Z',
    nextUpdateAt: '2025-03-25T12:30:00.000Z',
    status: 'Monitoring',
    drill: false,
  })
})

test('an address tells who listens there', () => {
  const format = (url: string) => formatFor(new URL(url))
  expect(format('https://acme.webhook.office.com/x')).toBe('teams')
  expect(format('https://prod-1.westeurope.logic.azure.com/x')).toBe('teams')
  expect(format('https://chat.example/hooks/1')).toBe('slack')
})
