// replay: an incident played back in the cockpit, or taken again by somebody who does not know how it went.
import { type Command, InvalidArgumentError } from 'commander'
import { emptyConfig } from '../../config/schema.ts'
import { createReplay } from '../../store/replay.ts'
import { Telemetry } from '../../telemetry/hub.ts'
import { openCockpit } from '../cockpit.ts'
import { type Cli, Told } from '../context.ts'
import { addScreenOptions, type ScreenOptions } from '../screen-options.ts'

interface ReplayChoice extends ScreenOptions {
  readonly speed: number
  readonly practice?: boolean
}

export function addReplay(program: Command, cli: Cli): void {
  addScreenOptions(program.command('replay'))
    .summary('play an incident back')
    .description('Plays an incident back in the cockpit, event by event, without recording or running anything.')
    .argument('<id>', 'its id or the start of it')
    .option('--speed <times>', 'how many times faster than it was', speedOf, 30)
    .option('--practice', 'stop before each decision, ask, and compare in the end')
    .addHelpText('before', 'Examples:\n  incident-tui replay 0195 --speed 60\n  incident-tui replay 0195 --practice\n')
    .action(async (named: string, { speed, practice, ...screen }: ReplayChoice) => {
      const id = cli.resolveId(named)
      const { events } = cli.record.read(id)
      if (events.length === 0) throw new Told(`${id} holds no event that can be read`)
      const replay = createReplay({ events, speed, practice: practice === true, realNow: Date.now })
      const telemetry = new Telemetry({ startedAt: replay.now() })
      const config = emptyConfig
      const surroundings = { config, cwd: process.cwd(), place: null, monitorMs: 0, drill: null, telemetry }
      process.exitCode = await openCockpit(cli, { ...screen, incidentId: id, readOnly: true, surroundings, replay })
      replay.stop()
      for (const { question, theirs, yours } of replay.decisions())
        cli.print(`${question}\n  you:  ${yours}\n  they: ${theirs}`)
    })
}

function speedOf(text: string): number {
  const speed = Number(text)
  if (!(speed > 0 && speed <= 10_000)) throw new InvalidArgumentError('a number of times from 0.1 to 10000')
  return speed
}
