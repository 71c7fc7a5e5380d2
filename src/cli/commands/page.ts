// page: wakes someone through a channel of the configuration, or records that a person did it by hand.
import type { Command } from 'commander'
import { byHand } from '../../incident/people/channels.ts'
import { draftPage } from '../../incident/people/page-draft.ts'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { second } from '../../incident/time.ts'
import { configOption, loadFor, tellProblems } from '../configuration.ts'
import { type Cli, Told } from '../context.ts'
import { askToSend, sendingFor, settled, tellDeliveries, wordsOf } from '../sending.ts'

interface PageOptions {
  readonly incident?: string
  readonly config?: string
  readonly yes?: boolean
  readonly byHand?: string
}

const waitMs = 30 * second

export function addPage(program: Command, cli: Cli): void {
  program
    .command('page')
    .summary('page someone, or record a page made by hand')
    .description('Pages through a channel of escalate in the configuration; without words the drafted ones are sent.')
    .argument('[channel]', 'the name of the channel')
    .argument('[text...]', 'the words; - reads them from standard input')
    .option('--by-hand <whom>', 'nothing is sent: records whom you called, and how')
    .option('--incident <id>', 'which incident, where several are open')
    .option(...configOption)
    .option('--yes', 'do not ask')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui page "on-call lead"\n  incident-tui page --by-hand "lee, by telephone"\n',
    )
    .action((name: string | undefined, parts: string[], options: PageOptions) => page(cli, { name, parts, options }))
}

async function page(
  cli: Cli,
  { name, parts, options }: { name: string | undefined; parts: string[]; options: PageOptions },
): Promise<void> {
  const incidentId = cli.resolveId(options.incident)
  const messageId = cli.newId()
  if (options.byHand !== undefined) {
    const told = { messageId, whom: cleanText(options.byHand), through: byHand, text: '' }
    cli.dispatch(cli.session(incidentId), { kind: 'page', ...told, consent: { kind: 'none' } })
    return
  }
  const loaded = await loadFor(process.cwd(), options.config)
  await tellProblems(cli, loaded)
  const channel = channelNamed(loaded.config.escalate, name)
  const { state } = cli.session(incidentId).store.getState()
  const text = cleanLines((await wordsOf(parts)) ?? draftPage(state, cli.identity, cli.now())).trim()
  cli.print(text)
  await askToSend(`Page ${channel}?`, options.yes)
  const sending = sendingFor(cli, incidentId, loaded)
  cli.dispatch(sending.session, {
    kind: 'page',
    messageId,
    whom: channel,
    through: channel,
    text,
    consent: { kind: 'yes' },
  })
  tellDeliveries(cli, await settled(cli, sending, { waitMs, ids: [messageId] }), sending.outbox)
}

function channelNamed(channels: readonly { readonly name: string }[], name: string | undefined): string {
  const names = channels.map(channel => channel.name)
  if (names.length === 0)
    throw new Told('nobody is configured: escalate: [{ name: on-call lead, run: [pagectl, lead] }]; or use --by-hand')
  const found = name === undefined && names.length === 1 ? names[0] : names.find(one => one === name)
  if (found === undefined) throw new Told(`say whom: ${names.join(', ')}`, 2)
  return found
}
