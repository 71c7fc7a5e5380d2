// Updates, pages and roles from the command line, with a real receiver: what is sent, what is said, what survives a kill.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accepting, type Receiver, startReceiver } from '../support/receiver.ts'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let home: string
let receiver: Receiver

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'incident-tui-telling-'))
  receiver = await startReceiver()
  const config = [
    'updates: [{ name: chat, webhook: { env: CHAT_WEBHOOK, format: json }, audience: [stakeholders] }]',
    `escalate: [{ name: lead, run: [sh, -c, "cat > ${join(home, 'paged')}"] }]`,
  ]
  writeFileSync(join(home, 'config.yaml'), config.join('\n'))
})
afterEach(async () => {
  await receiver.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function start(args: readonly string[]) {
  return spawn(process.execPath, [bin, ...args], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      INCIDENT_TUI_HOME: join(home, 'record'),
      INCIDENT_TUI_CONFIG: join(home, 'config.yaml'),
      CHAT_WEBHOOK: receiver.url,
    },
  })
}

async function run(...args: string[]) {
  const child = start(args)
  const texts = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', chunk => (texts[stream] += String(chunk)))
  const status = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { status, ...texts }
}

test('an update is drafted, shown without being sent, sent, and listed with what became of it', async () => {
  await run('declare', '500 errors on /api/checkout since 14:30 UTC', '--severity', 'P1')
  const draft = await run('update', 'draft')
  expect(draft.stdout).toContain('Investigating: 500 errors')
  const dry = await run('update', 'send', '--dry-run')
  expect(dry.stderr).toContain('through chat')
  expect(receiver.received).toEqual([])
  const refused = await run('update', 'send')
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('--yes') })
  const sent = await run('update', 'send', '--yes', '--status', 'Identified', 'We', 'know', 'the', 'cause.')
  expect(sent).toMatchObject({ status: 0, stderr: expect.stringContaining('chat: delivered, answered 200') })
  expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toMatchObject({
    status: 'Identified',
    text: 'We know the cause.',
  })
  const [listed] = JSON.parse((await run('update', 'list', '--json')).stdout)
  expect(listed).toMatchObject({
    kind: 'update',
    status: 'Identified',
    channel: 'chat',
    state: 'delivered',
    attempts: 1,
  })
})

test('what could not be delivered waits, and is sent later, once, with the time it was written', async () => {
  await run('declare', 'checkout is down', '--severity', 'P0')
  receiver.answer = response => response.writeHead(503).end('down')
  const sent = await run('update', 'send', '--yes', '--wait', '0.5')
  expect(sent).toMatchObject({ status: 1, stderr: expect.stringContaining('kept in the outbox') })
  receiver.answer = accepting
  expect(await run('update', 'deliver')).toMatchObject({ status: 0, stderr: expect.stringContaining('delivered') })
  expect((await run('update', 'deliver')).stderr).toContain('nothing waits')
  expect(receiver.accepted).toHaveLength(1)
  const [{ at }] = JSON.parse((await run('update', 'list', '--json')).stdout)
  expect(JSON.parse(receiver.accepted[0]?.body ?? '{}').at).toBe(at)
})

test('killed while it was sending, its outcome is said to be unknown and it is not sent again', async () => {
  await run('declare', 'checkout is down', '--severity', 'P0')
  const arrived = Promise.withResolvers<void>()
  receiver.answer = () => arrived.resolve()
  const child = start(['update', 'send', '--yes'])
  await arrived.promise
  const gone = new Promise(resolve => child.on('close', resolve))
  child.kill('SIGKILL')
  await gone
  receiver.answer = accepting
  const later = await run('update', 'deliver')
  expect(later).toMatchObject({ status: 1, stderr: expect.stringContaining('chat: unknown') })
  expect(later.stderr).toContain('not sent again by itself')
  expect((await run('update', 'deliver')).stderr).toContain('nothing waits')
  expect(receiver.received).toHaveLength(1)
})

test('a page goes through its command with the drafted words, or is recorded as made by hand', async () => {
  await run('declare', 'checkout is down', '--severity', 'P0')
  expect(await run('page', '--yes')).toMatchObject({ status: 0, stderr: expect.stringContaining('lead: delivered') })
  expect(readFileSync(join(home, 'paged'), 'utf8')).toContain('Help is needed on a P0: checkout is down')
  await run('page', '--by-hand', 'lee, by telephone')
  const { timeline } = JSON.parse((await run('show', '--json')).stdout)
  const rows = timeline.filter((row: { type: string }) => row.type === 'page.sent')
  expect(rows.map((row: { text: string }) => row.text)).toEqual([
    expect.stringMatching(/^paged lead through lead: Help is needed/),
    'paged lee, by telephone',
  ])
})

test('a role is taken, and handed over with its brief', async () => {
  await run('declare', 'checkout is down', '--severity', 'P0')
  expect((await run('role', 'take', 'chef')).status).toBe(2)
  await run('role', 'take', 'ic', '--person', 'ana')
  const handed = await run('role', 'hand', 'ic', '--to', 'lee')
  expect(handed.stdout).toContain('P0: checkout is down')
  expect((await run('role', 'list')).stdout).toBe('incident commander: lee\n')
})
