// resume: back into the cockpit of an incident.
import type { Command } from 'commander'
import { openCockpit } from '../cockpit.ts'
import type { Cli } from '../context.ts'
import { addScreenOptions, type ScreenOptions } from '../screen-options.ts'

export function addResume(program: Command, cli: Cli): void {
  addScreenOptions(program.command('resume'))
    .summary('open an incident again')
    .description('Opens the cockpit of an incident; without an id that of the only open one.')
    .argument('[id]', 'its id or the start of it')
    .option('--config <file>', 'this configuration instead of the one found upward from here')
    .option('--read-only', 'look only: nothing that changes anything is run, nothing is sent')
    .addHelpText('before', 'Examples:\n  incident-tui resume\n  incident-tui resume 0195\n')
    .action(async (id: string | undefined, options: ScreenOptions & { readOnly?: boolean; config?: string }) => {
      const named = id === undefined ? {} : { incidentId: cli.resolveId(id) }
      process.exitCode = await openCockpit(cli, { ...options, ...named })
    })
}
