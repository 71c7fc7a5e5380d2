// init: looks around, shows the configuration it would write, and writes it once a person agrees.
import { copyFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { repositoryFile } from '../../config/locate.ts'
import { trustStore } from '../../config/trust.ts'
import { cleanText } from '../../incident/redact.ts'
import { toIso } from '../../incident/time.ts'
import { type Cli, Told } from '../context.ts'

interface InitOptions {
  readonly yes?: boolean
  readonly force?: boolean
}

export function addInit(program: Command, cli: Cli): void {
  program
    .command('init')
    .summary('write a configuration from what is found here')
    .description(
      'Looks around this folder (repository, manifests, scripts, logs, ports of this host and their health paths), shows the .incident.yaml it would write, and writes it once you agree.',
    )
    .option('--yes', 'write it without asking')
    .option('--force', 'replace one that is there already; it is kept as .incident.yaml.before')
    .addHelpText('before', 'Examples:\n  incident-tui init\n  incident-tui init --yes\n')
    .action(async (options: InitOptions) => {
      const folder = process.cwd()
      cli.say('Looking around: files are read, and ports of this host are asked for their health.')
      const { detect } = await import('../../config/detect/detect.ts')
      const { draftConfig } = await import('../../config/detect/draft.ts')
      const text = draftConfig(await detect(folder, { now: cli.now() }))
      cli.print(text)
      await offer(cli, { text, file: resolve(folder, repositoryFile), ...options })
    })
}

interface Offer extends InitOptions {
  readonly text: string
  readonly file: string
}

async function offer(cli: Cli, { text, file, yes = false, force = false }: Offer): Promise<void> {
  const shown = cleanText(file)
  const isAsked = !yes && process.stdin.isTTY
  if (!yes && !isAsked) return cli.say(`Nothing was written. --yes writes it to ${shown}`)
  if (isAsked && !(await isWanted(`Write it to ${shown}? [y/N] `))) throw new Told('Nothing was written.', 1)
  try {
    if (force) await copyFile(file, `${file}.before`).catch(ignoreMissing)
    await writeFile(file, text, { flag: force ? 'w' : 'wx' })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'EEXIST')
      throw new Told(`${shown} is there already: nothing was written. --force replaces it and keeps a copy`, 1)
    throw new Told(`${shown} could not be written: ${code ?? String(error)}. Nothing was changed`, 1)
  }
  // Whoever agreed on the terminal has just read it.
  if (isAsked) await trustWritten(cli, file)
  cli.say(
    isAsked ? `Written and trusted: ${shown}` : `Written: ${shown}. Look at what it does with: incident-tui trust`,
  )
}

async function trustWritten(cli: Cli, file: string): Promise<void> {
  const { readConfig } = await import('../../config/read-config.ts')
  const { sha256 } = await readConfig(file, process.env)
  trustStore(cli.record.home).trust(file, sha256, toIso(cli.now()))
}

async function isWanted(question: string): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await asking.question(question)).trim())
  } finally {
    asking.close()
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
