// Composition root: the only file that knows every layer.
import { runProgram } from './cli/program.ts'

export async function main(argv: readonly string[]): Promise<void> {
  // A reader that has gone (`| head`) ends the program quietly instead of with a stack trace.
  process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1))
  process.exitCode = await runProgram(argv)
}
