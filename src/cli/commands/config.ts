// config check, schema, show: what a configuration may say, what is wrong with it, what is in force and from where.
import type { Command } from 'commander'
import { overriddenIn } from '../../config/overridden.ts'
import { configJsonSchema } from '../../config/schema.ts'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { configOption, loadFor, tellProblems } from '../configuration.ts'
import { type Cli, Told } from '../context.ts'

export function addConfig(program: Command, cli: Cli): void {
  const config = program
    .command('config')
    .summary('check, show or describe the configuration')
    .description('Checks the configuration, shows what is in force, or prints the schema that editors use.')
  config
    .command('check')
    .description('Reads the configuration and says what is wrong with it: file, line, column, and what was expected.')
    .argument('[file]', 'this file; without it the one that would be used')
    .option(...configOption)
    .addHelpText('before', 'Examples:\n  incident-tui config check\n  incident-tui config check .incident.yaml\n')
    .action(async (file: string | undefined, options: { config?: string }, command: Command) => {
      const loaded = await loadFor(process.cwd(), file ?? options.config ?? command.optsWithGlobals().config)
      await tellProblems(cli, loaded)
      if (loaded.problems.length > 0) throw new Told(counted(loaded.problems.length), 1)
      if (loaded.origins.length === 0) throw new Told('no configuration was found', 1)
      for (const origin of loaded.origins) cli.print(`${cleanText(origin.file)}: ok`)
    })
  config
    .command('schema')
    .description('Prints the JSON Schema (draft 2020-12) of the configuration, for editors.')
    .addHelpText('before', 'Example:\n  incident-tui config schema > incident.schema.json\n')
    .action(() => cli.printJson(configJsonSchema()))
  config
    .command('show')
    .description('Shows what is in force, file by file. Environment variables are named and never shown.')
    .option(...configOption)
    .addHelpText('before', 'Example:\n  incident-tui config show\n')
    .action(async (options: { config?: string }, command: Command) => {
      const loaded = await loadFor(process.cwd(), options.config ?? command.optsWithGlobals().config)
      await tellProblems(cli, loaded)
      if (loaded.origins.length === 0) return cli.say('no configuration was found: everything is at its default')
      const { toYaml } = await import('../../config/parse.ts')
      for (const [index, { file, state, written }] of loaded.origins.entries()) {
        const place = index > 0 ? ', under the one before' : ''
        cli.print(`# ${cleanText(file)} (${state}${place})`)
        const over = loaded.origins.slice(0, index).find(one => one.state === 'used')
        for (const path of over ? overriddenIn(written, over.written) : [])
          cli.print(`# not in force, said above: ${cleanText(path)}`)
        cli.print(Object.keys(written).length === 0 ? '# nothing' : cleanLines(toYaml(written)))
      }
    })
}

function counted(count: number): string {
  return count === 1 ? '1 problem' : `${count} problems`
}
