// drill: a practice outage, taken by a person in the cockpit or played by the scripted responder.
import type { Command } from 'commander'
import { scenarios } from '../../drill/scenarios/all.ts'
import { type Cli, Told } from '../context.ts'
import { addScreenOptions, type ScreenOptions } from '../screen-options.ts'

interface DrillOptions extends ScreenOptions {
  readonly list?: boolean
  readonly play?: boolean
  readonly fast?: boolean
  readonly keep?: boolean
}

export function addDrill(program: Command, cli: Cli): void {
  addScreenOptions(program.command('drill'))
    .summary('a practice outage')
    .description(
      'Starts a real outage of a practice service in a temporary folder, to be diagnosed and cured from the cockpit.',
    )
    .argument('[scenario]', 'which outage', 'bad-deploy')
    .option('--list', 'name the outages')
    .option('--play', 'let the scripted responder take it')
    .option('--fast', 'a short warm-up and a monitor window of 10 s')
    .option('--keep', 'keep the folder with the repository and the logs')
    .addHelpText('before', 'Examples:\n  incident-tui drill --list\n  incident-tui drill bad-deploy --play --fast\n')
    .action(async (name: string, options: DrillOptions) => {
      if (options.list) {
        for (const one of scenarios) cli.print(`${one.name.padEnd(16)} ${one.title}`)
        return
      }
      const scenario = scenarios.find(one => one.name === name)
      if (!scenario) throw new Told(`no outage ${name}: see incident-tui drill --list`, 2)
      const hasTerminal = process.stdin.isTTY && process.stdout.isTTY
      const { ascii, color, theme, linear } = options
      const screen = { ascii, color, theme, linear }
      const how = { isFast: options.fast ?? false, keep: options.keep ?? false }
      if (!options.play && hasTerminal) {
        const { takeDrill } = await import('../drill-take.ts')
        process.exitCode = await takeDrill(cli, scenario, { ...how, screen })
        return
      }
      if (!options.play) cli.say('there is no terminal here: the drill plays itself (--play)')
      const { playDrill } = await import('../drill-play.ts')
      process.exitCode = await playDrill(cli, scenario, how)
    })
}
