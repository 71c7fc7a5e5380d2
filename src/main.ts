// Composition root: the only file that knows every layer.
import { runProgram } from './cli/program.ts'

export async function main(argv: readonly string[]): Promise<void> {
  // A reader that has gone (`| head`) ends the program quietly instead of with a stack trace. A terminal that is gone
  // is a hang-up: whoever has the screen puts everything away first.
  process.stdout.on('error', error => {
    if (!process.stdout.isTTY) process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1)
  })
  process.exitCode = await runProgram(argv)
}
