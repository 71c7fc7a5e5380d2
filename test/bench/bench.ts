// The budgets, measured in one run. Prints one line a budget; exit code 1 where one is missed.
// `npm run bench -- start tail` measures only those parts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureIdle } from './idle.ts'
import { measureKeys } from './keys.ts'
import { type Budget, isKept, lineOf } from './measure.ts'
import { measureRecord } from './records.ts'
import { measureStart } from './start.ts'
import { measureTail } from './tail.ts'

const parts: Readonly<Record<string, (folder: string) => Promise<Budget[]> | Budget[]>> = {
  start: measureStart,
  record: measureRecord,
  tail: measureTail,
  keys: measureKeys,
  idle: measureIdle,
}

const folder = mkdtempSync(join(tmpdir(), 'incident-tui-bench-'))
const wanted = process.argv.slice(2)
let isFine = true
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    for (const budget of await measure(folder)) {
      console.log(lineOf(budget))
      isFine &&= isKept(budget)
    }
  }
  process.exitCode = isFine ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
