// The newest errors in the ring with their stack traces: what is put beside changes to find the one that broke it.
import type { LogRing } from './log-ring.ts'

const mostLines = 40

/** The text of up to `count` of the newest errors, each with the lines that continue it. */
export function errorTraces(log: LogRing, count: number): string[] {
  const errors = log
    .findLast({ levels: ['error', 'fatal'] }, { limit: count * mostLines })
    .filter(index => log.line(index)?.continues === false)
    .slice(-count)
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
