// completion: the script for a shell; and `complete`, which that script asks at each Tab.
import { Argument, type Command } from 'commander'
import type { Cli } from '../context.ts'

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

export function addCompletion(program: Command): void {
  program
    .command('completion')
    .summary('print the completion script of a shell')
    .description('Prints what makes Tab complete commands, options, incidents and drills in a shell.')
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .addHelpText(
      'before',
      'Examples:\n  source <(incident-tui completion bash)\n  incident-tui completion fish > ~/.config/fish/completions/incident-tui.fish\n',
    )
    .action(async (shell: string) => {
      const { script } = await import('@bomb.sh/tab')
      // It prints the script itself.
      script(shell, program.name(), program.name())
    })
}

/** Whether a shell's script is asking what could come next. */
export function isCompleting(argv: readonly string[]): boolean {
  return argv[2] === 'complete'
}

/** Answers the script on stdout, from the very commands of the program. Never fails a Tab with an error. */
export async function complete(program: Command, cli: Cli, argv: readonly string[]): Promise<void> {
  const { default: tab } = await import('@bomb.sh/tab/commander')
  const root = tab(program)
  const incidents = (give: (value: string, description: string) => void): void => {
    for (const { id, title, status } of [...cli.digests()].reverse().slice(0, 30))
      if (id) give(id, `${status}: ${title}`)
  }
  for (const command of root.commands.values()) {
    if (command.options.has('incident')) command.option('incident', 'which incident', incidents)
    for (const name of ['id', 'incident']) if (command.arguments.has(name)) command.argument(name, incidents)
  }
  const { scenarios } = await import('../../drill/scenarios/all.ts')
  root.commands.get('drill')?.argument('scenario', give => {
    for (const { name, title } of scenarios) give(name, title)
  })
  const at = argv.indexOf('--')
  root.parse(at < 0 ? [] : argv.slice(at + 1))
}
