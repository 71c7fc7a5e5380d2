// import: an incident from a file or stdin: one that was exported, or one that was written down after the fact.
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { cleanText } from '../../incident/redact.ts'
import { importIncident, isBundle } from '../../store/record/bundle.ts'
import { type Cli, Told } from '../context.ts'

export function addImport(program: Command, cli: Cli): void {
  program
    .command('import')
    .summary('an incident from a file')
    .description(
      'Adds an incident to the record: one that export wrote (events that are there already stay as they are), or one ' +
        'that was written down as JSON or YAML (title, times, timeline, causes, figures, action items; --schema says how).',
    )
    .argument('[file]', 'what export wrote, or an incident written down; - is stdin')
    .option('--schema', 'print the JSON Schema of an incident written down')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui import incident.json\n  incident-tui import outage.yaml && incident-tui postmortem\n',
    )
    .action(async (file: string | undefined, options: { schema?: boolean }) => {
      if (options.schema) {
        const { writtenJsonSchema } = await import('../../postmortem/written/schema.ts')
        return cli.printJson(writtenJsonSchema())
      }
      if (file === undefined) throw new Told('say which file, or - for stdin', 2)
      const text = read(file)
      const bundle = bundleIn(text)
      if (bundle !== null) return addBundle(cli, file, bundle)
      const { importWritten } = await import('../import-written.ts')
      const state = importWritten(cli, file, text)
      cli.print(state.id as string)
      cli.say(`entered: ${state.title} (${state.eventCount} events). Its document: incident-tui postmortem ${state.id}`)
    })
}

function addBundle(cli: Cli, file: string, bundle: Parameters<typeof importIncident>[1]): void {
  try {
    const { incidentId, added, unreadable } = importIncident(cli.record, bundle)
    cli.print(incidentId)
    cli.say(`${added} events added${unreadable > 0 ? `, ${unreadable} cannot be read and were left out` : ''}`)
  } catch (error) {
    throw new Told(`${cleanText(file)}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function bundleIn(text: string): Parameters<typeof importIncident>[1] | null {
  try {
    const value: unknown = JSON.parse(text)
    return isBundle(value) ? value : null
  } catch {
    return null
  }
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Told(`${cleanText(file)} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}
