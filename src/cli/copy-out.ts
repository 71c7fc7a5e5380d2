// Copies out of the screen: to the clipboard by the terminal's own sequence (OSC 52), and into a file of the record's home.
// Rule: what leaves is what was shown, cleaned and redacted; the file is the person's alone.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hands } from '../screens/scene.ts'

/** Some terminals drop the whole sequence where it is longer. */
const longestSequence = 74_000

export function copierTo(home: string, now: () => number): Hands['copy'] {
  return text => {
    const encoded = Buffer.from(text).toString('base64')
    const clipboard = encoded.length <= longestSequence
    if (clipboard) process.stdout.write(`\x1b]52;c;${encoded}\x07`)
    return { clipboard, file: written(home, text, now()) }
  }
}

function written(home: string, text: string, at: number): string | null {
  const folder = join(home, 'copied')
  const file = join(folder, `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.txt`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, text, { mode: 0o600 })
    return file
  } catch {
    return null
  }
}
