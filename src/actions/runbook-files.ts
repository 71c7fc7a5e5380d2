// Reads the runbooks that a configuration names by their Markdown files; what cannot be read says so as its only step's title.
import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Config } from '../config/schema.ts'
import { runbookSteps } from './runbook-steps.ts'

const largest = 512 * 1024

export interface ReadRunbooks {
  readonly runbooks: Config['runbooks']
  /** What could not be read: the runbook's name, and why. */
  readonly troubles: readonly (readonly [name: string, why: string])[]
}

/** `base` is the folder that relative paths start from. */
export function readRunbooks({ runbooks }: Config, base: string): ReadRunbooks {
  const troubles: (readonly [string, string])[] = []
  const read = runbooks.map(runbook => {
    if (runbook.file === undefined) return runbook
    try {
      const path = isAbsolute(runbook.file) ? runbook.file : join(base, runbook.file)
      if (statSync(path).size > largest) throw new Error(`${runbook.file} is larger than 512 kB`)
      const steps = runbookSteps(readFileSync(path, 'utf8'))
      if (steps.length === 0) troubles.push([runbook.name, `${runbook.file} holds no fenced command`])
      return { ...runbook, steps: [...runbook.steps, ...steps] }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      troubles.push([runbook.name, code === 'ENOENT' ? `${runbook.file} is not there` : message])
      return runbook
    }
  })
  return { runbooks: read, troubles }
}
