import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { retryAfter } from '../../src/actions/outbox/attempt.ts'
import { createOutbox, type Outbox, type OutboxSettings } from '../../src/actions/outbox/outbox.ts'
import { configSchema } from '../../src/config/schema.ts'
import type { IncidentEvent } from '../../src/incident/events.ts'
import { minute } from '../../src/incident/time.ts'
import { createSession, type Session } from '../../src/store/session.ts'
import { declared, eventsOf, noon } from '../support/events.ts'
import { memoryRecord } from '../support/memory-record.ts'
import { accepting, type Receiver, startReceiver } from '../support/receiver.ts'

// One second of the test is many of the outbox's clock, so that minutes of backoff pass in moments.
const timesFaster = 2000
const startedAt = performance.now()
const now = () => noon + Math.round((performance.now() - startedAt) * timesFaster)
const timer = (ms: number, run: () => void) => {
  const handle = setTimeout(run, ms / timesFaster)
  return () => clearTimeout(handle)
}

let home: string
let receiver: Receiver
const opened: Outbox[] = []

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'outbox-'))
  receiver = await startReceiver()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(one => one.stop()))
  await receiver.close()
  rmSync(home, { recursive: true, force: true })
})

const config = configSchema.parse({
  updates: [
    { name: 'chat', webhook: { env: 'CHAT' } },
    { name: 'other', webhook: { env: 'OTHER', format: 'json' } },
    { name: 'mail', run: ['node', '-e', 'process.stdin.pipe(process.stdout)'] },
    { name: 'broken', run: ['node', '-e', 'console.error("no such list"); process.exit(3)'] },
  ],
  escalate: [{ name: 'chat', webhook: { env: 'CHAT' } }],
})

interface Program {
  readonly session: Session
  readonly outbox: Outbox
  readonly events: IncidentEvent[]
}

/** A program at work on the incident; `events` is the record that outlives it. */
function program(events: IncidentEvent[], settings: Partial<OutboxSettings> = {}): Program {
  const outbox = createOutbox({
    folder: join(home, 'outbox'),
    config: () => config,
    cwd: () => home,
    env: { CHAT: receiver.url, OTHER: receiver.url, PATH: process.env.PATH },
    identity: 'ana@ops-1',
    now,
    timer,
    timeoutMs: 150,
    isRunning: () => false,
    ...settings,
  })
  opened.push(outbox)
  const record = memoryRecord(events)
  let id = 0
  const session = createSession({
    record: {
      ...record,
      append: (incidentId, event) => {
        events.push(event)
        return record.append(incidentId, event)
      },
    },
    incidentId: 'i1',
    identity: 'ana@ops-1',
    actor: `actor-${events.length}`,
    readOnly: false,
    now,
    newId: () => `id-${events.length}-${id++}`,
    runEffect: (effect, answer) => {
      if (effect.kind === 'send') outbox.send(effect, answer)
    },
  })
  outbox.resume(session.store.getState().state, intent => void session.dispatch(intent))
  return { session, outbox, events }
}

const fresh = () => program([...eventsOf(declared)])

function sendUpdate({ session }: Program, channels: string[], updateId = 'u1', text = 'Resolved: it is over.') {
  const words = { status: 'Resolved', audience: 'stakeholders', nextDueAt: null, text } as const
  return session.dispatch({ kind: 'sendUpdate', updateId, channels, ...words, consent: { kind: 'yes' } })
}

const channelsOf = ({ session }: Program, updateId = 'u1') =>
  session.store.getState().state.updates.find(one => one.id === updateId)?.channels ?? []

async function until(what: () => boolean): Promise<void> {
  const deadline = performance.now() + 8000
  while (!what()) {
    if (performance.now() > deadline) throw new Error('it did not come')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

const settledIn = (one: Program, updateId = 'u1') =>
  until(() => channelsOf(one, updateId).every(at => at.state !== 'waiting'))

test('an update reaches a webhook that was down for five minutes, once, with its original time', async () => {
  let upAt = Number.POSITIVE_INFINITY
  receiver.answer = (response, ...rest) =>
    now() < upAt ? response.writeHead(503).end('down') : accepting(response, ...rest)
  const one = fresh()
  const writtenAt = now()
  upAt = writtenAt + 5 * minute
  sendUpdate(one, ['other'])
  await settledIn(one)
  expect(now() - writtenAt).toBeGreaterThanOrEqual(5 * minute)
  expect(receiver.accepted).toHaveLength(1)
  const at = Date.parse(JSON.parse(receiver.accepted[0]?.body ?? '{}').at)
  expect(Math.abs(at - writtenAt)).toBeLessThan(timesFaster * 1000)
  expect(at).toBe(one.session.store.getState().state.updates[0]?.at)
  expect(channelsOf(one)[0]).toMatchObject({ state: 'delivered', detail: 'answered 200' })
  expect(new Set(receiver.received.map(({ key }) => key))).toEqual(new Set(['u1']))
})

test('nothing waits for a receiver: the answer to the key is there before the first attempt', () => {
  receiver.answer = () => undefined
  const one = fresh()
  const result = sendUpdate(one, ['chat'])
  expect('events' in result).toBe(true)
  expect(channelsOf(one)[0]?.state).toBe('waiting')
})

describe('a webhook that answers', () => {
  test('429 is left alone for as long as it asks', async () => {
    const at: number[] = []
    receiver.answer = (response, received, count) => {
      at.push(now())
      if (count === 1) response.writeHead(429, { 'retry-after': '90' }).end('slow down')
      else accepting(response, received, count)
    }
    const one = fresh()
    sendUpdate(one, ['chat'])
    await until(() => one.outbox.waiting()[0]?.trouble !== '')
    expect(one.outbox.waiting()[0]).toMatchObject({ trouble: 'answered 429: slow down', attempts: 1 })
    await settledIn(one)
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(90_000)
    expect(channelsOf(one)[0]).toMatchObject({ state: 'delivered', attempts: 2 })
  })

  test('500 is tried again', async () => {
    receiver.answer = (response, received, count) =>
      count < 3 ? response.writeHead(500).end() : accepting(response, received, count)
    const one = fresh()
    sendUpdate(one, ['chat'])
    await settledIn(one)
    expect(channelsOf(one)[0]).toMatchObject({ state: 'delivered', attempts: 3 })
  })

  test('nothing at all is tried again with the same id, and it is said that it may have arrived', async () => {
    receiver.answer = (response, received, count) => (count === 1 ? undefined : accepting(response, received, count))
    const one = fresh()
    sendUpdate(one, ['chat'])
    await until(() => one.outbox.waiting()[0]?.trouble.includes('it may have arrived') === true)
    await settledIn(one)
    expect(receiver.received.map(({ key }) => key)).toEqual(['u1', 'u1'])
  })

  test('a redirect is not followed, and it is said what to correct', async () => {
    receiver.answer = response => response.writeHead(302, { location: 'http://elsewhere.example/' }).end()
    const one = fresh()
    sendUpdate(one, ['chat'])
    await settledIn(one)
    expect(channelsOf(one)[0]).toMatchObject({ state: 'failed' })
    expect(channelsOf(one)[0]?.detail).toBe(
      'answered 302, a redirect: not followed, put the address it points to into $CHAT',
    )
    expect(receiver.received).toHaveLength(1)
  })

  test('404 has failed, with its words and without the address', async () => {
    receiver.answer = response => response.writeHead(404).end('no_service')
    const one = fresh()
    sendUpdate(one, ['chat'])
    await settledIn(one)
    expect(channelsOf(one)[0]).toMatchObject({ state: 'failed', detail: 'answered 404: no_service' })
  })

  test('by closing the connection is tried again', async () => {
    receiver.answer = (response, received, count) =>
      count === 1 ? response.destroy() : accepting(response, received, count)
    const one = fresh()
    sendUpdate(one, ['chat'])
    await settledIn(one)
    expect(channelsOf(one)[0]?.state).toBe('delivered')
  })
})

describe('a command', () => {
  test('gets the words, and its exit code is its answer', async () => {
    const one = fresh()
    sendUpdate(one, ['mail', 'broken'])
    await settledIn(one)
    const [mail, broken] = channelsOf(one)
    expect(mail).toMatchObject({ state: 'delivered' })
    expect(mail?.detail).toContain('Written 2025-03-25')
    expect(broken).toMatchObject({ state: 'failed', attempts: 1, detail: 'exit 3: no such list' })
  })
})

test('a webhook whose variable is not set has failed, and can be sent again once it is', async () => {
  const env: Record<string, string | undefined> = {}
  const one = program([...eventsOf(declared)], { env })
  sendUpdate(one, ['chat'])
  await settledIn(one)
  expect(channelsOf(one)[0]?.detail).toContain('$CHAT is not set')
  env.CHAT = receiver.url
  one.session.dispatch({ kind: 'retryDelivery', messageId: 'u1', channel: 'chat', consent: { kind: 'yes' } })
  await settledIn(one)
  expect(channelsOf(one)[0]).toMatchObject({ state: 'delivered', round: 1 })
  expect(receiver.received).toHaveLength(1)
})

test('without a channel the words are in the clipboard and in a file', async () => {
  const clipboard: string[] = []
  const one = program([...eventsOf(declared)], { copy: text => void clipboard.push(text) })
  sendUpdate(one, ['copy'])
  await settledIn(one)
  expect(clipboard[0]).toContain('Resolved: it is over.')
  const file = /kept in (.*)$/.exec(channelsOf(one)[0]?.detail ?? '')?.[1] ?? ''
  expect(readFileSync(file, 'utf8')).toContain('Resolved: it is over.')
})

test('updates to one channel keep their order while it is down', async () => {
  let isUp = false
  receiver.answer = (response, ...rest) => (isUp ? accepting(response, ...rest) : response.writeHead(503).end())
  const one = fresh()
  sendUpdate(one, ['other'], 'u1', 'first')
  sendUpdate(one, ['other'], 'u2', 'second')
  await until(() => receiver.received.length >= 2)
  isUp = true
  await settledIn(one, 'u2')
  expect(receiver.accepted.map(({ body }) => JSON.parse(body).text)).toEqual(['first', 'second'])
})

describe('after a program that died', () => {
  test('while it waited to try again, the next one sends it, once', async () => {
    receiver.answer = response => response.writeHead(503).end()
    const first = fresh()
    sendUpdate(first, ['chat'])
    await until(() => (first.outbox.waiting()[0]?.attempts ?? 0) > 0)
    await first.outbox.stop()
    await first.outbox.idle()
    receiver.answer = accepting
    const second = program(first.events)
    await settledIn(second)
    expect(receiver.accepted).toHaveLength(1)
    expect(program(second.events).outbox.waiting()).toEqual([])
    expect(receiver.accepted).toHaveLength(1)
  })

  test('while it was being sent, its outcome is unknown and it is not sent again by itself', async () => {
    receiver.answer = () => undefined
    const first = program([...eventsOf(declared)], { pid: 4242, timeoutMs: 60_000 })
    sendUpdate(first, ['chat'])
    await until(() => receiver.received.length === 1)
    receiver.answer = accepting
    const second = program(first.events)
    await settledIn(second)
    expect(channelsOf(second)[0]).toMatchObject({ state: 'unknown' })
    expect(channelsOf(second)[0]?.detail).toContain('outcome unknown, not sent again by itself')
    await second.outbox.idle()
    expect(receiver.received).toHaveLength(1)
    second.session.dispatch({ kind: 'retryDelivery', messageId: 'u1', channel: 'chat', consent: { kind: 'yes' } })
    await settledIn(second)
    expect(receiver.received.map(({ key }) => key)).toEqual(['u1', 'u1'])
  })

  test('between the record and the outbox, the next one sends it', async () => {
    const events = [...eventsOf(declared)]
    const first = program(events, { folder: join(home, 'lost') })
    receiver.answer = () => undefined
    sendUpdate(first, ['chat'])
    receiver.answer = accepting
    const second = program(events.filter(event => event.type !== 'delivery.settled'))
    await settledIn(second)
    expect(channelsOf(second)[0]?.state).toBe('delivered')
  })

  test('between the answer and the record of it, what the outbox knows is told and nothing is sent', async () => {
    const first = fresh()
    sendUpdate(first, ['chat'])
    await settledIn(first)
    await first.outbox.idle()
    const second = program(first.events.filter(event => event.type !== 'delivery.settled'))
    await settledIn(second)
    expect(channelsOf(second)[0]).toMatchObject({ state: 'delivered', detail: 'answered 200' })
    expect(receiver.received).toHaveLength(1)
  })

  test('between the record and the end of its claim, the claim is cleared away', async () => {
    const first = fresh()
    sendUpdate(first, ['chat'])
    await settledIn(first)
    await first.outbox.idle()
    const folder = join(home, 'outbox')
    const [done = ''] = readdirSync(folder)
    renameSync(join(folder, done), join(folder, done.replace('.done.json', '.sending.ops-9.77.json')))
    const second = program(first.events, { host: 'ops-9' })
    expect(channelsOf(second)[0]?.state).toBe('delivered')
    expect(readdirSync(folder)).toEqual([done])
    expect(receiver.received).toHaveLength(1)
  })
})

test('two programs on one incident send a message once', async () => {
  const events = [...eventsOf(declared)]
  receiver.answer = response => void setTimeout(() => response.writeHead(200).end(), 30)
  const first = program(events, { isRunning: () => true, pid: 1 })
  sendUpdate(first, ['chat'])
  for (const pid of [2, 3, 4]) program(events, { isRunning: () => true, pid })
  await settledIn(first)
  expect(receiver.received).toHaveLength(1)
})

test('a disk that takes nothing keeps nobody uninformed: it goes out from memory, and is tried again from there', async () => {
  writeFileSync(join(home, 'file'), '')
  receiver.answer = (response, received, count) =>
    count < 3 ? response.writeHead(503).end() : accepting(response, received, count)
  const one = program([...eventsOf(declared)], { folder: join(home, 'file', 'outbox') })
  sendUpdate(one, ['chat'])
  await settledIn(one)
  expect(channelsOf(one)[0]).toMatchObject({ state: 'delivered', attempts: 3 })
  expect(receiver.accepted).toHaveLength(1)
})

test('a parcel that cannot be read is left where it is, and the others go', async () => {
  const one = fresh()
  sendUpdate(one, ['chat'])
  await settledIn(one)
  const broken = join(home, 'outbox', 'x.waiting.json')
  writeFileSync(broken, '{')
  sendUpdate(one, ['chat'], 'u2')
  await settledIn(one, 'u2')
  expect(existsSync(broken)).toBe(true)
})

test('Retry-After is seconds or a date', () => {
  expect(retryAfter('90', noon)).toBe(90_000)
  expect(retryAfter('Tue, 25 Mar 2025 12:01:00 GMT', noon)).toBe(60_000)
  expect(retryAfter('soon', noon)).toBeNull()
  expect(retryAfter(undefined, noon)).toBeNull()
})
