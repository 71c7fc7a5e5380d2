// trust: shows what a repository's configuration would do, and allows exactly these bytes to do it.
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import type { LoadedConfig } from '../../config/load.ts'
import { locateConfig } from '../../config/locate.ts'
import { trustStore } from '../../config/trust.ts'
import { undertakingsOf } from '../../config/undertakings.ts'
import { cleanText } from '../../incident/redact.ts'
import { toIso } from '../../incident/time.ts'
import { recordHome } from '../../store/record/home.ts'
import { loadFor, tellProblems } from '../configuration.ts'
import { type Cli, Told } from '../context.ts'

export function addTrust(program: Command, cli: Cli): void {
  program
    .command('trust')
    .summary("allow this repository's configuration")
    .description("Shows what the repository's .incident.yaml would run, ask and send, and allows it until it changes.")
    .option('--revoke', 'take it back')
    .option('--yes', 'do not ask')
    .addHelpText('before', 'Examples:\n  incident-tui trust\n  incident-tui trust --revoke\n')
    .action(async (options: { revoke?: boolean; yes?: boolean }) => {
      if (options.revoke) return revoke(cli)
      const loaded = await loadFor(process.cwd())
      if (!loaded.untrusted) {
        const used = loaded.origins[0]
        if (!used) throw new Told('there is no .incident.yaml here or above', 1)
        return cli.say(`${cleanText(used.file)} is trusted already`)
      }
      const { file, sha256 } = loaded.untrusted
      tellWhatItDoes(cli, loaded.untrusted)
      await tellProblems(cli, { ...loaded, untrusted: null })
      if (!options.yes && !(await isAllowed())) throw new Told('not trusted', 1)
      trustStore(recordHome()).trust(file, sha256, toIso(cli.now()))
      cli.say(`trusted until it changes: ${cleanText(file)}`)
    })
}

function tellWhatItDoes(cli: Cli, { file, sha256, config }: NonNullable<LoadedConfig['untrusted']>): void {
  cli.print(`${cleanText(file)}  sha256 ${sha256.slice(0, 12)}`)
  const told = undertakingsOf(config)
  if (told.length === 0) cli.print('  does nothing by itself')
  for (const { verb, what } of told) cli.print(`  ${verb.padEnd(8)} ${what}`)
}

async function isAllowed(): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new Told('without a terminal nobody can be asked: give --yes once you have read it', 2)
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await asking.question('Trust it? [y/N] ')).trim())
  } finally {
    asking.close()
  }
}

async function revoke(cli: Cli): Promise<void> {
  const { main } = await locateConfig(process.cwd(), { ...process.env, INCIDENT_TUI_CONFIG: undefined })
  if (!main) throw new Told('there is no .incident.yaml here or above', 1)
  const wasTrusted = trustStore(recordHome()).revoke(main.file)
  cli.say(wasTrusted ? `no longer trusted: ${cleanText(main.file)}` : `${cleanText(main.file)} was not trusted`)
}
