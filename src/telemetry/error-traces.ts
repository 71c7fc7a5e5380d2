// The newest errors in the ring with their stack traces: what is put beside changes to find the one that broke it.
import type { LogRing } from './log-ring.ts'
import { requestAt } from './requests.ts'

const mostLines = 40

/** The newest of every group, looked for among so many errors. */
const lookedAt = 400

/**
 * The text of up to `count` of the newest errors, each with the lines that continue it: one of each group, and failed
 * requests only where nothing else is an error, since an access line names the visitor rather than the fault.
 */
export function errorTraces(log: LogRing, count: number): string[] {
  const newest = log
    .findLast({ levels: ['error', 'fatal'] }, { limit: lookedAt })
    .filter(index => log.line(index)?.continues === false)
    .reverse()
  const told = newest.filter(index => requestAt(log, index) === null)
  const seen = new Set<number>()
  const errors: number[] = []
  for (const index of told.length > 0 ? told : newest) {
    const group = log.line(index)?.group ?? -1
    if (errors.length === count) break
    if (group >= 0 && seen.has(group)) continue
    seen.add(group)
    errors.push(index)
  }
  errors.reverse()
  return errors.map(first => {
    const { source } = log.line(first) ?? {}
    const lines = [log.text(first)]
    for (let index = first + 1; index < log.pushed && lines.length < mostLines; index += 1) {
      const line = log.line(index)
      if (!line || line.source !== source) continue
      if (!line.continues) break
      lines.push(log.text(index))
    }
    return lines.join('\n')
  })
}
