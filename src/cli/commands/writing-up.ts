// The subcommands that write an incident up after the fact: causes, factors, sections, moments and figures of the impact.
import { readFileSync } from 'node:fs'
import { Argument, type Command, Option } from 'commander'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { type MomentName, momentNames, type SectionId, sectionIds } from '../../incident/vocabulary.ts'
import { type Cli, Told } from '../context.ts'

interface Which {
  readonly incident?: string
}
const sessionOf = (cli: Cli, { incident }: Which) => cli.session(cli.resolveId(incident))
const which = (command: Command) => command.option('--incident <id>', 'which incident, where several are open')

export function addWritingUp(program: Command, cli: Cli): void {
  addMoment(program, cli)
  addCause(program, cli)
  addFactor(program, cli)
  addFigure(program, cli)
  addSection(program, cli)
}

function addMoment(program: Command, cli: Cli): void {
  which(program.command('moment'))
    .summary('say when the impact started, was detected, acknowledged…')
    .description('Records one of the moments that durations are counted from; of several, the last recorded counts.')
    .addArgument(new Argument('<moment>').choices(momentNames))
    .option('--at <time>', 'when, if not now')
    .addOption(new Option('--about', 'the time is not exact').conflicts('day'))
    .option('--day', 'only the day is known')
    .option('--why <text>', 'how it is known: who detected it and how')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui moment started --at "14:30 UTC" --about\n  incident-tui moment detected --at 14:33 --why "a customer called"\n',
    )
    .action((moment: MomentName, options: Which & { at?: string; about?: boolean; day?: boolean; why?: string }) => {
      const at = cli.time(options.at, '--at') ?? cli.now()
      const precision = options.day ? 'day' : options.about ? 'about' : undefined
      const why = cleanText(options.why ?? '')
      cli.dispatch(sessionOf(cli, options), { kind: 'recordMoment', moment, at, why, ...(precision && { precision }) })
    })
}

function addCause(program: Command, cli: Cli): void {
  which(program.command('cause'))
    .summary('write the root cause, or one more')
    .description('Sets the root cause in words; with --also it stands beside those that are there.')
    .argument('<text...>')
    .option('--also', 'one more cause')
    .addHelpText('before', 'Examples:\n  incident-tui cause "guests have no payment methods" --also\n')
    .action((parts: string[], options: Which & { also?: boolean }) => {
      const text = cleanText(parts.join(' '))
      cli.dispatch(sessionOf(cli, options), { kind: 'setRootCause', text, ...(options.also && { also: true }) })
    })
}

function addFactor(program: Command, cli: Cli): void {
  which(program.command('factor'))
    .summary('add what contributed, or a why')
    .description('Adds a contributing factor; with --why an answer in the tree of whys, --under another of them.')
    .argument('<text...>')
    .option('--why', 'an answer to a why')
    .option('--under <text>', 'the answer that this one explains: a part of its words')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui factor "no test for guests"\n  incident-tui factor --why "guests came later" --under "no test"\n',
    )
    .action((parts: string[], options: Which & { why?: boolean; under?: string }) => {
      const session = sessionOf(cli, options)
      const factorKind = options.why || options.under !== undefined ? 'why' : 'contributing'
      const parent = options.under === undefined ? null : factorNamed(session, options.under)
      cli.dispatch(session, { kind: 'addFactor', text: cleanText(parts.join(' ')), factorKind, parent })
    })
}

function factorNamed(session: ReturnType<Cli['session']>, words: string): string {
  const { factors } = session.store.getState().state
  const lower = words.toLowerCase()
  const matching = factors.filter(one => one.kind === 'why' && one.text.toLowerCase().includes(lower))
  if (matching.length === 1) return (matching[0] as { id: string }).id
  const count = matching.length === 0 ? 'no why' : `${matching.length} whys`
  throw new Told(`${count} with the words "${cleanText(words)}"`, 2)
}

function addFigure(program: Command, cli: Cli): void {
  which(program.command('figure'))
    .summary('put a number to the impact')
    .description('Records one figure of the impact; the last for a measure counts. Numbers may end in k or M.')
    .argument('<measure>', 'what was counted: "failed requests"')
    .argument('<value>', '3700000, 3.7M, 48k')
    .argument('[unit]')
    .option('--about', 'the number is not exact')
    .option('--source <text>', 'how it is known')
    .addHelpText('before', 'Examples:\n  incident-tui figure "failed requests" 3.7M --about --source "access log"\n')
    .action((measure: string, value: string, unit = '', options: Which & { about?: boolean; source?: string }) => {
      cli.dispatch(sessionOf(cli, options), {
        kind: 'measureImpact',
        measure: cleanText(measure),
        value: numberIn(value),
        unit: cleanText(unit),
        source: cleanText(options.source ?? ''),
        ...(options.about && { precision: 'about' as const }),
      })
    })
}

function numberIn(text: string): number {
  const [, digits, factor] = /^(\d[\d,_]*(?:\.\d+)?)\s*([kM])?$/.exec(text.trim()) ?? []
  if (digits === undefined) throw new Told(`"${cleanText(text)}" is no number: use 1200, 48k or 3.7M`, 2)
  return Number(digits.replace(/[,_]/g, '')) * (factor === 'M' ? 1e6 : factor === 'k' ? 1e3 : 1)
}

function addSection(program: Command, cli: Cli): void {
  which(program.command('section'))
    .summary('write a section of the post-mortem')
    .description('Writes a section by hand, Markdown allowed; facts derived from the events stay below it.')
    .addArgument(new Argument('<section>').choices(sectionIds))
    .argument('<text...>', 'its text; - is stdin')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui section lucky "the person who wrote it was online"\n  incident-tui section summary - < summary.md\n',
    )
    .action((section: SectionId, parts: string[], options: Which) => {
      const text = parts.length === 1 && parts[0] === '-' ? readFileSync(0, 'utf8') : parts.join(' ')
      cli.dispatch(sessionOf(cli, options), { kind: 'writeSection', section, text: cleanLines(text).trim() })
    })
}
