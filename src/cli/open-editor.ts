// The person's own editor, with the whole terminal, in a folder.
import { execa } from 'execa'
import { splitCommandLine } from '../incident/command.ts'

/** `$VISUAL`, else `$EDITOR`, else vi; opened on the folder. True where it ended with 0. */
export async function openEditor(folder: string): Promise<boolean> {
  const [program = 'vi', ...args] = splitCommandLine(process.env.VISUAL || process.env.EDITOR || 'vi') ?? []
  const { exitCode } = await execa(program, [...args, '.'], { cwd: folder, stdio: 'inherit', reject: false })
  return exitCode === 0
}
