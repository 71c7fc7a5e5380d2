// The subcommands that each record one thing on an incident: note, severity, phase, hypothesis, action and the moments.
import { Argument, type Command, Option } from 'commander'
import { cleanText } from '../../incident/redact.ts'
import {
  type ActionItemKind,
  actionItemKinds,
  type Phase,
  phases,
  type Severity,
  severities,
} from '../../incident/vocabulary.ts'
import { type Cli, Told } from '../context.ts'

interface Which {
  readonly incident?: string
}

export function addRecording(program: Command, cli: Cli): void {
  addNote(program, cli)
  addTriage(program, cli)
  addHypothesis(program, cli)
  addAction(program, cli)
  addMoments(program, cli)
}

const sessionOf = (cli: Cli, { incident }: Which) => cli.session(cli.resolveId(incident))

interface NoteOptions extends Which {
  readonly at?: string
  readonly until?: string
  readonly about?: boolean
  readonly who?: string
  readonly key?: boolean
}

function addNote(program: Command, cli: Cli): void {
  which(program.command('note'))
    .summary('add a note to the timeline')
    .description('Adds a note to the timeline.')
    .argument('<text...>')
    .option('--at <time>', 'when it happened, if not now')
    .option('--until <time>', 'the end of what lasted')
    .option('--about', 'the time is not exact')
    .option('--who <name>', 'who did it, if not you')
    .option('--key', 'mark it as what readers must not miss')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui note "guests only, it seems"\n  incident-tui note "deploy by lee" --at 14:15\n',
    )
    .action((parts: string[], options: NoteOptions) => {
      const session = sessionOf(cli, options)
      const at = cli.time(options.at, '--at')
      const endsAt = cli.time(options.until, '--until')
      const [note] = cli.dispatch(session, {
        kind: 'addNote',
        text: cleanText(parts.join(' ')),
        ...(at === undefined ? {} : { at }),
        ...(endsAt === undefined ? {} : { endsAt }),
        ...(options.about && { precision: 'about' as const }),
        ...(options.who === undefined ? {} : { who: cleanText(options.who) }),
      })
      if (options.key && note) cli.dispatch(session, { kind: 'keyEntry', target: note.id, key: true })
    })
}

function addTriage(program: Command, cli: Cli): void {
  which(program.command('severity'))
    .summary('set the severity')
    .description('Sets the severity: P0 service down, P1 major feature, P2 minor feature, P3 cosmetic.')
    .addArgument(new Argument('<severity>').choices(severities))
    .option('--reason <text>', 'why')
    .addHelpText('before', 'Examples:\n  incident-tui severity P1 --reason "30 % of checkouts fail"\n')
    .action((severity: Severity, options: Which & { reason?: string }) => {
      cli.dispatch(sessionOf(cli, options), {
        kind: 'setSeverity',
        severity,
        reason: cleanText(options.reason ?? ''),
      })
    })
  which(program.command('impact'))
    .summary('say who is affected, and how')
    .description('Sets the impact sentence of the incident.')
    .argument('<text...>')
    .addHelpText('before', 'Examples:\n  incident-tui impact "checkout fails for about 30 % of users"\n')
    .action((parts: string[], options: Which) => {
      cli.dispatch(sessionOf(cli, options), { kind: 'setImpact', text: cleanText(parts.join(' ')) })
    })
  which(program.command('phase'))
    .summary('go to a phase')
    .description('Goes to a phase of the incident.')
    .addArgument(new Argument('<phase>').choices(phases))
    .addHelpText('before', 'Examples:\n  incident-tui phase fix\n')
    .action((phase: Phase, options: Which) => {
      cli.dispatch(sessionOf(cli, options), { kind: 'goToPhase', phase })
    })
}

function addHypothesis(program: Command, cli: Cli): void {
  const hypothesis = program
    .command('hypothesis')
    .summary('add, confirm or reject a hypothesis')
    .description('Adds, confirms or rejects a hypothesis. One is named by its id or by a part of its title.')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui hypothesis add "deploy a1f3c9e breaks guests"\n  incident-tui hypothesis confirm a1f3c9e\n',
    )
  which(hypothesis.command('add'))
    .description('Adds a hypothesis and prints its id.')
    .argument('<title...>')
    .action((parts: string[], options: Which) => {
      const hypothesisId = cli.newId()
      const title = cleanText(parts.join(' '))
      const intent = { hypothesisId, hypothesisKind: 'own', title, suspectSha: null, byRule: false }
      cli.dispatch(sessionOf(cli, options), { kind: 'proposeHypothesis', ...intent })
      cli.print(hypothesisId)
    })
  which(hypothesis.command('confirm'))
    .description('Confirms a hypothesis: it becomes the root cause.')
    .argument('<which>')
    .option('--root-cause <text>', 'the root cause in words; without it the title')
    .action((name: string, options: Which & { rootCause?: string }) => {
      const session = sessionOf(cli, options)
      const rootCause = options.rootCause === undefined ? {} : { rootCause: cleanText(options.rootCause) }
      cli.dispatch(session, { kind: 'confirmHypothesis', hypothesisId: hypothesisNamed(session, name), ...rootCause })
    })
  which(hypothesis.command('reject'))
    .description('Rejects a hypothesis; it is kept with the reason.')
    .argument('<which>')
    .option('--reason <text>', 'what speaks against it')
    .action((name: string, options: Which & { reason?: string }) => {
      const session = sessionOf(cli, options)
      const reason = cleanText(options.reason ?? '')
      cli.dispatch(session, { kind: 'rejectHypothesis', hypothesisId: hypothesisNamed(session, name), reason })
    })
}

function hypothesisNamed(session: ReturnType<Cli['session']>, name: string): string {
  const { hypotheses } = session.store.getState().state
  const lower = name.toLowerCase()
  const matching = hypotheses.filter(one => one.id.startsWith(name) || one.title.toLowerCase().includes(lower))
  if (matching.length === 1) return (matching[0] as { id: string }).id
  const titles = hypotheses.map(one => `  ${one.id}  ${one.title}`).join('\n')
  const count = matching.length === 0 ? 'no hypothesis' : `${matching.length} hypotheses`
  throw new Told(`${count} named ${cleanText(name)}${titles ? `; there are:\n${titles}` : ''}`, 2)
}

interface ActionOptions extends Which {
  readonly owner?: string
  readonly due?: string
  readonly kind: ActionItemKind
  readonly priority: 'high' | 'medium' | 'low'
}

function addAction(program: Command, cli: Cli): void {
  const action = program
    .command('action')
    .summary('add an action item')
    .description('Adds an action item to the post-mortem.')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui action add "integration test for guest checkout" --owner lee --due 2025-04-01\n',
    )
  which(action.command('add'))
    .argument('<text...>')
    .option('--owner <name>', 'who sees to it')
    .option('--due <date>', 'until when, YYYY-MM-DD')
    .addOption(new Option('--kind <kind>', 'what it does').choices(actionItemKinds).default('prevent'))
    .addOption(new Option('--priority <priority>', 'how soon').choices(['high', 'medium', 'low']).default('medium'))
    .action((parts: string[], options: ActionOptions) => {
      const due = options.due
      if (due !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(due) && !Number.isNaN(Date.parse(due)))) {
        throw new Told(`--due "${cleanText(due)}" is no date: use YYYY-MM-DD`, 2)
      }
      cli.dispatch(sessionOf(cli, options), {
        kind: 'addActionItem',
        actionId: cli.newId(),
        text: cleanText(parts.join(' ')),
        itemKind: options.kind,
        owner: options.owner === undefined ? null : cleanText(options.owner),
        due: due ?? null,
        priority: options.priority,
        suggestion: null,
      })
    })
}

function addMoments(program: Command, cli: Cli): void {
  which(program.command('mitigated'))
    .summary('the impact has ended')
    .description('Records that users are no longer affected.')
    .option('--at <time>', 'when, if not now')
    .addHelpText('before', 'Examples:\n  incident-tui mitigated\n  incident-tui mitigated --at 15:02\n')
    .action((options: Which & { at?: string }) => {
      const at = cli.time(options.at, '--at') ?? cli.now()
      cli.dispatch(sessionOf(cli, options), { kind: 'recordMoment', moment: 'mitigated', at, why: '' })
    })
  which(program.command('resolve'))
    .summary('the incident is over')
    .description('Records that the incident is resolved.')
    .option('--at <time>', 'when, if not now')
    .addHelpText('before', 'Examples:\n  incident-tui resolve\n  incident-tui resolve --at "5 minutes ago"\n')
    .action((options: Which & { at?: string }) => {
      const at = cli.time(options.at, '--at')
      cli.dispatch(sessionOf(cli, options), { kind: 'resolve', ...(at === undefined ? {} : { at }) })
    })
  which(program.command('reopen'))
    .summary('it is back')
    .description('Reopens an incident that was mitigated, resolved or closed.')
    .option('--reason <text>', 'what came back')
    .addHelpText('before', 'Examples:\n  incident-tui reopen --incident 0195 --reason "errors again"\n')
    .action((options: Which & { reason?: string }) => {
      cli.dispatch(sessionOf(cli, options), { kind: 'reopen', reason: cleanText(options.reason ?? 'it is back') })
    })
  which(program.command('close'))
    .summary('nothing is left to do')
    .description('Closes a resolved incident; a P0 or P1 needs a root cause and an action item first.')
    .addHelpText('before', 'Examples:\n  incident-tui close\n')
    .action((options: Which) => void cli.dispatch(sessionOf(cli, options), { kind: 'close' }))
}

function which(command: Command): Command {
  return command.option('--incident <id>', 'which incident, where several are open')
}
