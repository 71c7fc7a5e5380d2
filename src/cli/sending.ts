// Sending from the command line: a session whose messages go through the incident's outbox, and what became of them.
import type { Outbox } from '../actions/outbox/outbox.ts'
import type { LoadedConfig } from '../config/load.ts'
import { type Delivery, deliveriesOf } from '../incident/people/deliveries.ts'
import { cleanText } from '../incident/redact.ts'
import type { Session } from '../store/session.ts'
import { type Cli, Told } from './context.ts'
import { outboxOf } from './outbox-of.ts'

export interface Sending {
  readonly session: Session
  readonly outbox: Outbox
}

/** Goes on at once with what an earlier program left behind for this incident. */
export function sendingFor(cli: Cli, incidentId: string, { config, base: cwd }: LoadedConfig): Sending {
  const outbox = outboxOf(cli, incidentId, { around: () => ({ config, cwd }) })
  const session = cli.session(incidentId, {
    runEffect: (effect, answer) => {
      if (effect.kind === 'send') outbox.send(effect, answer)
    },
  })
  outbox.resume(session.store.getState().state, intent => void session.dispatch(intent))
  return { session, outbox }
}

/** Waits until nothing of these messages is on its way any more, or the time is over; then says what became of each. */
export async function settled(
  cli: Cli,
  { session, outbox }: Sending,
  { waitMs, ids }: { readonly waitMs: number; readonly ids?: readonly string[] },
): Promise<readonly Delivery[]> {
  const mine = () => deliveriesOf(session.store.getState().state).filter(one => !ids || ids.includes(one.message.id))
  const deadline = cli.now() + waitMs
  while (mine().some(one => one.state === 'waiting') && cli.now() < deadline)
    await new Promise(resolve => setTimeout(resolve, 50))
  await outbox.stop()
  return mine()
}

/** A line each on stderr; throws Told where one did not arrive. */
export function tellDeliveries(cli: Cli, deliveries: readonly Delivery[], outbox: Outbox): void {
  for (const { message, channel, state, detail } of deliveries) {
    const trouble = outbox.waiting().find(one => one.messageId === message.id && one.channel === channel)?.trouble
    cli.say(`${channel}: ${state}${detail || trouble ? `, ${cleanText(detail || trouble || '')}` : ''}`)
  }
  const missing = deliveries.filter(one => one.state !== 'delivered')
  if (missing.length === 0) return
  const waits = missing.every(one => one.state === 'waiting')
  throw new Told(
    waits
      ? 'kept in the outbox: the cockpit sends it when the incident is open, and so does incident-tui update deliver'
      : 'not everything was delivered; it is on the timeline',
  )
}

/** What leaves the box is asked about: y on a terminal, --yes without one. */
export async function askToSend(question: string, yes: boolean | undefined): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY)
    throw new Told('this leaves the box, and nobody can be asked: give --yes once you have read it', 2)
  const { createInterface } = await import('node:readline/promises')
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    if (!/^y(es)?$/i.test((await asking.question(`${question} [y/N] `)).trim())) throw new Told('nothing was sent')
  } finally {
    asking.close()
  }
}

/** Words given as arguments, or `-` for standard input; undefined where there are none. */
export async function wordsOf(parts: readonly string[]): Promise<string | undefined> {
  if (parts.length === 0) return undefined
  if (parts.length > 1 || parts[0] !== '-') return parts.join(' ')
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8').trim()
}
