// timeline: the rows of an incident listed, added, corrected, taken back, marked and joined. What a row said stays readable.
import { type Command, Option } from 'commander'
import { entryInWords, type SaidTime, timeInField } from '../../incident/entry-in-words.ts'
import { cleanText } from '../../incident/redact.ts'
import { type Instant, toIso } from '../../incident/time.ts'
import { type TimelineKind, timelineKinds } from '../../incident/timeline-kinds.ts'
import { type Cli, Told } from '../context.ts'
import { retractedJson, retractedLine, rowLine, rowNamed, rowsJson, rowsOf } from '../timeline-rows.ts'

interface Which {
  readonly incident?: string
}

export function addTimeline(program: Command, cli: Cli): void {
  const timeline = program
    .command('timeline')
    .summary('list and correct the timeline')
    .description(
      'Lists the timeline, and corrects it. A row is named by what stands beside it, by its id or by its words.',
    )
    .addHelpText(
      'before',
      'Examples:\n  incident-tui timeline\n  incident-tui timeline add "14:30 errors began"\n  incident-tui timeline edit 1f3a9c2 --at 14:35\n',
    )
  addList(timeline, cli)
  addWriting(timeline, cli)
  addCorrections(timeline, cli)
}

const sessionOf = (cli: Cli, { incident }: Which) => cli.session(cli.resolveId(incident))
const which = (command: Command) => command.option('--incident <id>', 'which incident, where several are open')

function addList(timeline: Command, cli: Cli): void {
  which(timeline.command('list', { isDefault: true }))
    .description('Prints the timeline, oldest first.')
    .addOption(new Option('--kind <kind>', 'only rows of this kind').choices(timelineKinds))
    .option('--zone <zone>', 'times in this zone beside UTC, for example Europe/Berlin')
    .option('--retracted', 'what was taken back, with the reasons')
    .option('--json', 'for programs, with every form each row had')
    .action((options: Which & ListOptions) => {
      const { state } = sessionOf(cli, options).store.getState()
      if (options.json)
        return cli.printJson(options.retracted ? state.retracted.map(retractedJson) : rowsJson(state, options))
      if (options.retracted) return cli.print(state.retracted.map(retractedLine).join('\n'))
      const zone = zoneFrom(options.zone)
      cli.print(
        rowsOf(state, options)
          .map(row => rowLine(row, zone))
          .join('\n'),
      )
    })
}

interface ListOptions {
  readonly kind?: TimelineKind
  readonly zone?: string
  readonly retracted?: boolean
  readonly json?: boolean
}

function addWriting(timeline: Command, cli: Cli): void {
  which(timeline.command('add'))
    .description('Adds a row; a time at the beginning of the words says when: "14:30 …", "~14:30 …", "14:30-14:45 …".')
    .argument('<text...>')
    .option('--at <time>', 'when it happened, if the words do not say')
    .addHelpText('before', 'Examples:\n  incident-tui timeline add "14:30-14:45 deploys frozen"\n')
    .action((parts: string[], options: Which & { at?: string }) => {
      const session = sessionOf(cli, options)
      const entry = entryInWords(cleanText(parts.join(' ')), cli.now())
      const time = options.at === undefined ? entry : timeSaid(cli, options.at)
      const text = options.at === undefined ? entry.text : cleanText(parts.join(' '))
      if (time.at !== undefined) cli.say(`at: ${toIso(time.at)}`)
      cli.dispatch(session, { kind: 'addNote', text, ...timeParts(time) })
    })
  which(timeline.command('edit'))
    .description('Corrects the words or the time of a row. The first version stays in the record.')
    .argument('<row>')
    .option('--text <words>', 'what it says from now on')
    .option('--at <time>', 'when it happened: 14:35, ~14:35, 14:35-14:40')
    .action((name: string, options: Which & { text?: string; at?: string }) => {
      const session = sessionOf(cli, options)
      const row = rowNamed(session, name)
      if (options.text === undefined && options.at === undefined)
        throw new Told('say what to correct: --text or --at', 2)
      const time = options.at === undefined ? null : timeSaid(cli, options.at, row.at)
      if (time) cli.say(`at: ${toIso(time.at)}`)
      cli.dispatch(session, {
        kind: 'amendEntry',
        target: row.id,
        ...(options.text !== undefined && { text: cleanText(options.text) }),
        ...(time && { newAt: time.at, newEndsAt: time.endsAt ?? null, newPrecision: time.precision ?? null }),
      })
    })
}

function addCorrections(timeline: Command, cli: Cli): void {
  which(timeline.command('retract'))
    .description('Takes back what a person wrote; it stays readable with --retracted.')
    .argument('<row>')
    .requiredOption('--reason <text>', 'why')
    .action((name: string, options: Which & { reason: string }) => {
      const session = sessionOf(cli, options)
      const target = rowNamed(session, name).id
      cli.dispatch(session, { kind: 'retractEntry', target, reason: cleanText(options.reason) })
    })
  which(timeline.command('key'))
    .description('Marks a row as a key moment.')
    .argument('<row>')
    .option('--off', 'take the mark off')
    .action((name: string, options: Which & { off?: boolean }) => {
      const session = sessionOf(cli, options)
      cli.dispatch(session, { kind: 'keyEntry', target: rowNamed(session, name).id, key: options.off !== true })
    })
  which(timeline.command('join'))
    .description('Joins a row with another one that says the same.')
    .argument('<row>')
    .requiredOption('--into <row>', 'the row that stands for both')
    .action((name: string, options: Which & { into: string }) => {
      const session = sessionOf(cli, options)
      const into = rowNamed(session, options.into).id
      cli.dispatch(session, { kind: 'joinEntry', target: rowNamed(session, name).id, into })
    })
}

function timeSaid(cli: Cli, text: string, near?: Instant): SaidTime {
  const said = timeInField(text, cli.now(), near)
  if (said) return said
  throw new Told(`--at "${cleanText(text)}" is no time: use 14:30, ~14:30, 14:30-14:45, "24 Mar 14:30", 10m or ISO`, 2)
}

function timeParts({ at, endsAt, precision }: Partial<SaidTime>) {
  return {
    ...(at !== undefined && { at }),
    ...(endsAt !== undefined && { endsAt }),
    ...(precision !== undefined && { precision }),
  }
}

function zoneFrom(zone: string | undefined): Intl.DateTimeFormat | null {
  if (zone === undefined) return null
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  } catch {
    throw new Told(`--zone ${cleanText(zone)} is no zone that is known here: Europe/Berlin, America/New_York, UTC`, 2)
  }
}
