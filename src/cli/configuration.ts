// The configuration as the subcommands meet it: loaded for this folder, its problems told on stderr.
import { type LoadedConfig, loadConfig } from '../config/load.ts'
import { recordHome } from '../store/record/home.ts'
import type { Cli } from './context.ts'

export const configOption = ['--config <file>', 'use this configuration instead of the one found'] as const

export function loadFor(cwd: string, option?: string): Promise<LoadedConfig> {
  return loadConfig({ cwd, env: process.env, home: recordHome(), ...(option === undefined ? {} : { option }) })
}

/** Tells what is wrong with it and what is left out, a line each. */
export async function tellProblems(cli: Cli, { problems, untrusted }: LoadedConfig): Promise<void> {
  const { problemLine } = await import('../config/read-config.ts')
  for (const problem of problems) cli.say(problemLine(problem))
  if (untrusted) cli.say(`${untrusted.file} is not trusted: nothing of it is used. Look at it with: incident-tui trust`)
}
