// update: what others are told, drafted from the events; sent through the channels of the configuration by the outbox.
import { type Command, Option } from 'commander'
import { channelsFor, copied } from '../../incident/people/channels.ts'
import { deliveriesOf } from '../../incident/people/deliveries.ts'
import { messageText, updateMessage } from '../../incident/people/message.ts'
import {
  type Audience,
  audiences,
  type DraftQuestion,
  draftUpdate,
  longestUpdate,
  promisedIn,
  statusToSay,
} from '../../incident/people/update-draft.ts'
import { cleanLines } from '../../incident/redact.ts'
import type { IncidentState } from '../../incident/state.ts'
import { second, toIso } from '../../incident/time.ts'
import { type StatusWord, statusWords } from '../../incident/vocabulary.ts'
import { configOption, loadFor, tellProblems } from '../configuration.ts'
import { type Cli, Told } from '../context.ts'
import { askToSend, sendingFor, settled, tellDeliveries, wordsOf } from '../sending.ts'

interface About {
  readonly incident?: string
  readonly status?: StatusWord
  readonly audience: Audience
}

export function addUpdate(program: Command, cli: Cli): void {
  const update = program
    .command('update')
    .summary('tell others: draft, send or list updates')
    .description('Drafts and sends updates to stakeholders, responders or the public, and says what became of them.')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui update draft\n  incident-tui update send --status Monitoring\n' +
        '  incident-tui update send --audience public --yes "Guest checkout works again."\n  incident-tui update deliver\n',
    )
  about(update.command('draft'))
    .description('Prints the update as it would be drafted from the events; nothing is sent or recorded.')
    .action((options: About) => {
      const { state } = cli.session(cli.resolveId(options.incident)).store.getState()
      cli.print(draftUpdate(state, questionOf(state, options, cli)))
    })
  about(update.command('send'))
    .description('Sends an update, the drafted one where no words are given, and records it.')
    .argument('[text...]', 'the words; - reads them from standard input')
    .option(...configOption)
    .option('--yes', 'do not ask')
    .option('--dry-run', 'print what would leave and where to, and send nothing')
    .option('--wait <seconds>', 'how long to wait for the delivery', '15')
    .action((parts: string[], options: SendOptions) => send(cli, parts, options))
  update
    .command('deliver')
    .description('Sends what waits in the outbox, of one incident or of all.')
    .option('--incident <id>', 'which incident; all without it')
    .option(...configOption)
    .option('--wait <seconds>', 'how long to wait for the delivery', '15')
    .action((options: { incident?: string; config?: string; wait: string }) => deliverAll(cli, options))
  update
    .command('list')
    .description('Lists what was said and what became of it.')
    .option('--incident <id>', 'which incident, where several are open')
    .option('--json', 'as JSON')
    .action((options: { incident?: string; json?: boolean }) => list(cli, options))
}

interface SendOptions extends About {
  readonly config?: string
  readonly yes?: boolean
  readonly dryRun?: boolean
  readonly wait: string
}

async function send(cli: Cli, parts: readonly string[], options: SendOptions): Promise<void> {
  const incidentId = cli.resolveId(options.incident)
  const waitMs = seconds(options.wait)
  const loaded = await loadFor(process.cwd(), options.config)
  await tellProblems(cli, loaded)
  const { state } = cli.session(incidentId).store.getState()
  const question = { ...questionOf(state, options, cli), cadence: loaded.config.cadence }
  const given = await wordsOf(parts)
  const text = cleanLines(given ?? draftUpdate(state, question)).trim()
  if (text === '') throw new Told('an update has words', 2)
  if ([...text].length > longestUpdate) throw new Told(`an update has at most ${longestUpdate} letters`, 2)
  const { status, audience, now } = question
  const channels = channelsFor(audience, loaded.config.updates)
  const nextDueAt = promisedIn(text, state, question)
  const update = { status, audience, text, nextDueAt }
  cli.print(messageText(updateMessage(state, { ...update, id: '', at: now })))
  cli.say(
    `to ${audience}, through ${channels[0] === copied ? 'nothing: no channel is configured' : channels.join(', ')}`,
  )
  if (options.dryRun) return
  await askToSend('Send it?', options.yes)
  const sending = sendingFor(cli, incidentId, loaded)
  const updateId = cli.newId()
  cli.dispatch(sending.session, { kind: 'sendUpdate', updateId, channels, ...update, consent: { kind: 'yes' } })
  tellDeliveries(cli, await settled(cli, sending, { waitMs, ids: [updateId] }), sending.outbox)
}

async function deliverAll(cli: Cli, options: { incident?: string; config?: string; wait: string }): Promise<void> {
  const waitMs = seconds(options.wait)
  const loaded = await loadFor(process.cwd(), options.config)
  await tellProblems(cli, loaded)
  const ids = options.incident === undefined ? cli.record.ids() : [cli.resolveId(options.incident)]
  const waiting = ids.filter(id =>
    deliveriesOf(cli.session(id).store.getState().state).some(one => one.state === 'waiting'),
  )
  if (waiting.length === 0) return cli.say('nothing waits')
  const failures: Told[] = []
  for (const id of waiting) {
    const before = deliveriesOf(cli.session(id).store.getState().state).filter(one => one.state === 'waiting')
    const sending = sendingFor(cli, id, loaded)
    try {
      const mine = before.map(one => one.message.id)
      tellDeliveries(cli, await settled(cli, sending, { waitMs, ids: mine }), sending.outbox)
    } catch (error) {
      if (!(error instanceof Told)) throw error
      failures.push(error)
    }
  }
  if (failures[0]) throw failures[0]
}

function list(cli: Cli, options: { incident?: string; json?: boolean }): void {
  const { state } = cli.session(cli.resolveId(options.incident)).store.getState()
  const said = deliveriesOf(state).map(({ message, channel, state: how, detail, attempts }) => {
    const { id, kind, at, status, audience, text } = message
    return { id, kind, at: toIso(at), status, audience, channel, state: how, attempts, detail, text }
  })
  if (options.json) cli.printJson(said)
  else
    for (const { at, kind, status, channel, state: how, detail } of said)
      cli.print(`${at.slice(11, 19)}  ${(status ?? kind).padEnd(13)}  ${channel.padEnd(16)}  ${how}  ${detail}`)
}

function about(command: Command): Command {
  return command
    .option('--incident <id>', 'which incident, where several are open')
    .addOption(new Option('--status <word>', 'where it stands; without it what the events say').choices(statusWords))
    .addOption(new Option('--audience <who>', 'who reads it').choices(audiences).default('stakeholders'))
}

function questionOf(state: IncidentState, { status, audience }: About, cli: Cli): DraftQuestion {
  return { status: status ?? statusToSay(state), audience, now: cli.now() }
}

function seconds(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value < 0) throw new Told(`--wait "${text}" is no number of seconds`, 2)
  return value * second
}
