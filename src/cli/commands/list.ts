// list and show: what is on record, for people and for scripts.
import type { Command } from 'commander'
import type { IncidentState } from '../../incident/state.ts'
import { detailOf, summaryOf } from '../../incident/summary.ts'
import { toIso } from '../../incident/time.ts'
import type { Cli } from '../context.ts'

export function addList(program: Command, cli: Cli): void {
  program
    .command('list')
    .summary('incidents on record')
    .description('Lists the incidents that are not closed, newest first.')
    .option('--all', 'closed ones too')
    .option('--drills', 'practice outages too')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Examples:\n  incident-tui list\n  incident-tui list --all --json\n')
    .action((options: { all?: boolean; drills?: boolean; json?: boolean }) => {
      const states = cli
        .digests()
        .filter(state => (options.all || state.status !== 'closed') && (options.drills || state.drill === null))
        .reverse()
      if (options.json) return cli.printJson(states.map(summaryOf))
      if (states.length === 0) return cli.say('no incident on record')
      for (const state of states) cli.print(lineOf(state))
    })

  program
    .command('show')
    .summary('one incident in full')
    .description('Shows one incident: its moments, its steps and its timeline.')
    .argument('[id]', 'its id or the start of it; without it the open incident')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Examples:\n  incident-tui show\n  incident-tui show 0195 --json\n')
    .action((id: string | undefined, options: { json?: boolean }) => {
      const incidentId = cli.resolveId(id)
      const session = cli.session(incidentId)
      const { state, unreadable } = session.store.getState()
      if (unreadable > 0) cli.say(`${unreadable} event file(s) cannot be read; they are kept, and left out here`)
      if (options.json) return cli.printJson(detailOf(state))
      cli.print(lineOf(state))
      if (state.impact) cli.print(`impact: ${state.impact}`)
      for (const row of state.timeline) cli.print(`${toIso(row.at)}  ${row.text}  (${row.by})`)
    })
}

function lineOf(state: Pick<IncidentState, 'id' | 'title' | 'severity' | 'status' | 'phase' | 'moments'>): string {
  const declared = state.moments.declared === null ? '' : toIso(state.moments.declared)
  return [state.id, state.severity ?? '--', state.status.padEnd(9), state.phase.padEnd(10), declared, state.title].join(
    '  ',
  )
}
