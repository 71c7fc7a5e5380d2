// Composition root: the only file that knows every layer. Filled as the layers arrive.
import { version } from './version.ts'

export async function main(argv: readonly string[]): Promise<void> {
  if (argv.includes('--version')) process.stdout.write(`${version}\n`)
}
