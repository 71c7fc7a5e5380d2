// A practice outage begun from the start screen: the same program again, as `drill NAME`, on the same terminal.
// Rule: a process of its own, so that nothing watched before is still open while it runs.
import { withTerminal } from './open-editor.ts'
import type { ScreenOptions } from './screen-options.ts'

/** The drill's exit code; 1 where it could not be started, 130 where a signal ended it. */
export async function beginPractice(name: string, { ascii, color, theme, linear }: ScreenOptions): Promise<number> {
  const program = process.argv[1]
  if (program === undefined) return 1
  const flags = [
    ...(ascii ? ['--ascii'] : []),
    ...(color === false ? ['--no-color'] : []),
    ...(theme ? ['--theme', theme] : []),
    ...(linear ? ['--linear'] : []),
  ]
  const args = [...process.execArgv, program, 'drill', name, ...flags]
  const ending = await withTerminal(process.execPath, args, process.cwd())
  return ending === 'signal' ? 130 : ending === 'notStarted' ? 1 : ending
}
