import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What was set for the platform; it may change at any time. */
export function control(name, usual) {
  try {
    return readFileSync(join(process.env.CONTROL_DIR ?? 'control', name), 'utf8').trim()
  } catch {
    return usual
  }
}
