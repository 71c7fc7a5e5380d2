// The person's own editor or shell, with the whole terminal, in a folder or for one text.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { splitCommandLine } from '../incident/command.ts'

/** `$VISUAL`, else `$EDITOR`, else vi; opened on the folder. True where it ended with 0. */
export async function openEditor(folder: string): Promise<boolean> {
  const [program = 'vi', ...args] = splitCommandLine(process.env.VISUAL || process.env.EDITOR || 'vi') ?? []
  return (await withTerminal(program, [...args, '.'], folder)) === 0
}

/** The text as the editor left it, in a file that is gone afterwards; null where it ended with an error. */
export async function editText(text: string): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-'))
  const file = join(folder, 'text.md')
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600 })
    const [program = 'vi', ...args] = splitCommandLine(process.env.VISUAL || process.env.EDITOR || 'vi') ?? []
    return (await withTerminal(program, [...args, file], folder)) === 0 ? readFileSync(file, 'utf8').trimEnd() : null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `$SHELL`, else sh. True once it was left, whatever the last command in it said. */
export async function openShell(folder: string): Promise<boolean> {
  process.stdout.write('\nA shell in the worktree. exit comes back to incident-tui.\n')
  return (await withTerminal(process.env.SHELL || 'sh', [], folder)) !== null
}

/** The exit code, or null where it could not be started. Ctrl-C is for the program that has the terminal. */
async function withTerminal(program: string, args: readonly string[], cwd: string): Promise<number | null> {
  const heard = () => undefined
  process.on('SIGINT', heard)
  try {
    const { exitCode, failed, signal } = await execa(program, args, { cwd, stdio: 'inherit', reject: false })
    if (exitCode !== undefined) return exitCode
    return failed && signal === undefined ? null : 1
  } finally {
    process.off('SIGINT', heard)
  }
}
