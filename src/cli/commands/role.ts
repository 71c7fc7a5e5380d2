// role: who leads, writes down, speaks and knows; taken, and handed over with a brief drafted from the events.
import type { Command } from 'commander'
import { handOffBrief, roleMeaning, roleNamed, roles } from '../../incident/people/roles.ts'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { type Cli, Told } from '../context.ts'
import { wordsOf } from '../sending.ts'

interface Which {
  readonly incident?: string
}

export function addRole(program: Command, cli: Cli): void {
  const role = program
    .command('role')
    .summary('take a role, or hand it over with a brief')
    .description(`Roles: ${roles.map(one => `${one} (${roleMeaning[one]})`).join(', ')}.`)
    .addHelpText(
      'before',
      'Examples:\n  incident-tui role take commander\n  incident-tui role take expert --of payments --person lee\n' +
        '  incident-tui role hand commander --to lee\n',
    )
  which(role.command('take'))
    .description('Takes a role, for oneself unless a person is named.')
    .argument('<role>')
    .option('--person <name>', 'who takes it')
    .option('--of <what>', 'what an expert knows')
    .action((name: string, options: Which & { person?: string; of?: string }) => {
      const session = cli.session(cli.resolveId(options.incident))
      const taken = roleOf(name, options.of)
      const person = cleanText(options.person ?? cli.identity.replace(/@.*$/, ''))
      cli.dispatch(session, { kind: 'takeRole', role: taken, person })
      cli.say(`${person} is ${taken}`)
    })
  which(role.command('hand'))
    .description('Hands a role over; prints the hand-off brief and keeps it on the timeline.')
    .argument('<role>')
    .requiredOption('--to <name>', 'who takes over')
    .option('--of <what>', 'what an expert knows')
    .option('--brief <text>', 'these words instead of the drafted ones; - reads them from standard input')
    .action(async (name: string, options: Which & { to: string; of?: string; brief?: string }) => {
      const session = cli.session(cli.resolveId(options.incident))
      const given = options.brief === undefined ? undefined : await wordsOf([options.brief])
      const brief = cleanLines(given ?? handOffBrief(session.store.getState().state, cli.now())).trim()
      cli.dispatch(session, { kind: 'handRole', role: roleOf(name, options.of), to: cleanText(options.to), brief })
      cli.print(brief)
    })
  which(role.command('list'))
    .description('Lists who holds which role.')
    .option('--json', 'as JSON')
    .action((options: Which & { json?: boolean }) => {
      const { state } = cli.session(cli.resolveId(options.incident)).store.getState()
      if (options.json) return cli.printJson(state.roles)
      for (const [held, person] of Object.entries(state.roles)) cli.print(`${held}: ${person}`)
      if (Object.keys(state.roles).length === 0) cli.say('nobody holds a role')
    })
}

function roleOf(name: string, of: string | undefined): string {
  const role = roleNamed(name)
  if (role === null) throw new Told(`no role ${cleanText(name)}: ${roles.join(', ')}`, 2)
  return role === 'expert' && of !== undefined ? `expert, ${cleanText(of)}` : role
}

function which(command: Command): Command {
  return command.option('--incident <id>', 'which incident, where several are open')
}
