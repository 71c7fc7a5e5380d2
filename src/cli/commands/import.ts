// import: an exported incident, from a file or stdin.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { cleanText } from '../../incident/redact.ts'
import { importIncident, isBundle } from '../../store/record/bundle.ts'
import { type Cli, Told } from '../context.ts'

export function addImport(program: Command, cli: Cli): void {
  program
    .command('import')
    .summary('an incident from a file')
    .description('Adds an exported incident to the record; events that are there already stay as they are.')
    .argument('<file>', 'what export wrote; - is stdin')
    .addHelpText('before', 'Examples:\n  incident-tui import incident.json\n')
    .action((file: string) => {
      const value = readJson(file)
      if (!isBundle(value)) throw new Told(`${cleanText(file)} is no exported incident`)
      try {
        const { incidentId, added, unreadable } = importIncident(cli.record, value)
        cli.print(incidentId)
        cli.say(`${added} events added${unreadable > 0 ? `, ${unreadable} cannot be read and were left out` : ''}`)
      } catch (error) {
        throw new Told(`${cleanText(file)}: ${error instanceof Error ? error.message : String(error)}`)
      }
    })
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new Told(`${cleanText(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
