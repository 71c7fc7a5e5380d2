// The person's own editor or shell, with the whole terminal, in a folder or on one file.
import { execa } from 'execa'
import { splitCommandLine } from '../incident/command.ts'

/** The exit code; `signal` where one ended it. */
type Ending = number | 'signal' | 'notStarted'

/** `$VISUAL`, else `$EDITOR`, else vi. */
export function editorOf(env: NodeJS.ProcessEnv): readonly [program: string, ...args: string[]] {
  const [program = 'vi', ...args] = splitCommandLine(env.VISUAL || env.EDITOR || 'vi') ?? []
  return [program, ...args]
}

/** Opened on the folder. True where it ended with 0. */
export async function openEditor(folder: string): Promise<boolean> {
  const [program, ...args] = editorOf(process.env)
  return (await withTerminal(program, [...args, '.'], folder)) === 0
}

/** `$SHELL`, else sh. True once it was left, whatever the last command in it said. */
export async function openShell(folder: string): Promise<boolean> {
  process.stdout.write('\nA shell in the worktree. exit comes back to incident-tui.\n')
  return (await withTerminal(process.env.SHELL || 'sh', [], folder)) !== 'notStarted'
}

/** Ctrl-C is for the program that has the terminal. */
export async function withTerminal(program: string, args: readonly string[], cwd: string): Promise<Ending> {
  const heard = () => undefined
  process.on('SIGINT', heard)
  try {
    const { exitCode, signal } = await execa(program, args, { cwd, stdio: 'inherit', reject: false })
    if (exitCode !== undefined) return exitCode
    return signal === undefined ? 'notStarted' : 'signal'
  } finally {
    process.off('SIGINT', heard)
  }
}
