// Moving whole incidents: out as one file, away into the archive, or gone.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { fold } from '../../incident/fold/fold.ts'
import { exportIncident } from '../../store/record/bundle.ts'
import { type Cli, Told } from '../context.ts'

export function addKeeping(program: Command, cli: Cli): void {
  program
    .command('export')
    .summary('an incident as one file')
    .description('Writes every event and every kept output of an incident into one JSON file, for import elsewhere.')
    .argument('[id]', 'its id or the start of it; without it the open incident')
    .option('--out <file>', 'where to; without it to stdout')
    .addHelpText('before', 'Examples:\n  incident-tui export 0195 --out incident.json\n')
    .action((id: string | undefined, { out }: { out?: string }) => {
      const text = exportIncident(cli.record, cli.resolveId(id))
      if (out === undefined) return cli.print(text)
      writeOut(out, text)
      cli.say(`written to ${out}`)
    })

  program
    .command('archive')
    .summary('put a closed incident away')
    .description('Moves a closed incident out of every list into the archive folder of the record. Nothing is lost.')
    .argument('<id>', 'its id or the start of it')
    .addHelpText('before', 'Examples:\n  incident-tui archive 0195\n')
    .action((named: string) => {
      const id = cli.resolveId(named)
      requireClosed(cli, id)
      const folder = join(cli.record.home, 'archive')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      renameSync(join(cli.record.home, 'incidents', id), join(folder, id))
      cli.say(`archived in ${join(folder, id)}; move it back into incidents/ to see it again`)
    })

  program
    .command('delete')
    .summary('remove an incident for good')
    .description('Removes an incident with all its events. This cannot be undone: export it first.')
    .argument('<id>', 'its id or the start of it')
    .option('--yes', 'really remove it')
    .addHelpText('before', 'Examples:\n  incident-tui export 0195 --out kept.json\n  incident-tui delete 0195 --yes\n')
    .action((named: string, { yes }: { yes?: boolean }) => {
      const id = cli.resolveId(named)
      const state = fold(cli.record.read(id).events)
      if (!yes) throw new Told(`would remove "${state.title}" with ${state.eventCount} events; say --yes to do it`, 2)
      rmSync(join(cli.record.home, 'incidents', id), { recursive: true, force: true })
      cli.say(`removed "${state.title}"`)
    })
}

function requireClosed(cli: Cli, id: string): void {
  const { status, title } = fold(cli.record.read(id).events)
  if (status !== 'closed') throw new Told(`"${title}" is ${status}: close it first, with incident-tui close`)
}

function writeOut(file: string, text: string): void {
  try {
    writeFileSync(file, text.endsWith('\n') ? text : `${text}\n`, { mode: 0o600 })
  } catch (error) {
    throw new Told(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
