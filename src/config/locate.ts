// Where a configuration may lie: the one that was named, the repository's, the person's own.
import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'

export const repositoryFile = '.incident.yaml'

export interface Located {
  /** The configuration of the thing that is watched: named by the person, or found upward from the folder. */
  readonly main: { readonly file: string; readonly named: '--config' | '$INCIDENT_TUI_CONFIG' | null } | null
  /** The person's own, where there is one. */
  readonly own: string | null
}

export async function locateConfig(cwd: string, env: NodeJS.ProcessEnv, option?: string): Promise<Located> {
  const own = join(configHome(env), 'incident-tui', 'config.yaml')
  return { main: await locateMain(cwd, env, option), own: (await exists(own)) ? own : null }
}

async function locateMain(cwd: string, env: NodeJS.ProcessEnv, option?: string): Promise<Located['main']> {
  if (option !== undefined) return { file: resolve(cwd, option), named: '--config' }
  if (env.INCIDENT_TUI_CONFIG) return { file: resolve(cwd, env.INCIDENT_TUI_CONFIG), named: '$INCIDENT_TUI_CONFIG' }
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const file = join(folder, repositoryFile)
    if (await exists(file)) return { file, named: null }
    if (folder === dirname(folder)) return null
  }
}

function configHome(env: NodeJS.ProcessEnv): string {
  const named = env.XDG_CONFIG_HOME
  return named && isAbsolute(named) ? named : join(env.HOME || homedir(), '.config')
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
