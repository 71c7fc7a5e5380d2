// What is run for a log that another program prints: one argv a kind of source, and whether it puts a time before each line.
// Rule: every argv reads, asks nothing, and names what is followed behind `--` or in an option of its own.
import { basename } from 'node:path'
import type { LogConfig } from '../../config/schema.ts'
import { type Instant, toIso } from '../../incident/time.ts'
import type { LogSourceState } from '../../telemetry/types.ts'

export interface PrintedSource {
  readonly kind: LogSourceState['kind']
  readonly name: string
  /** With `since`: everything from that moment on instead of the last lines. */
  readonly argv: (since: Instant | null) => readonly string[]
  /** `each line`: its program puts a time before each line. `entries`: it is read entry by entry. */
  readonly stamps: 'none' | 'each line' | 'entries'
  /** What its standard error holds: lines of the log, lines where they carry a time, or the program's own words. */
  readonly errors: 'lines' | 'stamped' | 'words'
}

export type PrintedLogConfig = Exclude<LogConfig, { file: string } | { stdin: true } | { loki: string }>

/** Whether a source of that kind is followed by running a program. */
export function isPrinted(log: LogConfig): log is PrintedLogConfig {
  return !('file' in log || 'stdin' in log || 'loki' in log)
}

/** What to run for a source that another program prints. */
export function printedBy(log: PrintedLogConfig): PrintedSource {
  if ('command' in log) {
    const name = basename(log.command[0] ?? '')
    return { kind: 'command', name, argv: () => log.command, stamps: 'none', errors: 'lines' }
  }
  if ('docker' in log) {
    const argv = (since: Instant | null) => [
      'docker',
      'logs',
      '--follow',
      '--timestamps',
      ...from(since),
      '--',
      log.docker,
    ]
    return { kind: 'docker', name: log.docker, argv, stamps: 'each line', errors: 'stamped' }
  }
  if ('compose' in log) {
    const flags = ['--follow', '--timestamps', '--no-color', '--no-log-prefix']
    const argv = (since: Instant | null) => ['docker', 'compose', 'logs', ...flags, ...from(since), '--', log.compose]
    return { kind: 'compose', name: log.compose, argv, stamps: 'each line', errors: 'stamped' }
  }
  if ('kubectl' in log) {
    const where = [
      ...(log.namespace ? ['--namespace', log.namespace] : []),
      ...(log.container ? ['--container', log.container] : ['--all-containers']),
    ]
    const what = log.kubectl.includes('=') ? [`--selector=${log.kubectl}`, '--max-log-requests=20'] : [log.kubectl]
    const argv = (since: Instant | null) => {
      const span = since === null ? '--tail=500' : `--since-time=${toIso(since)}`
      return ['kubectl', 'logs', '--follow', '--timestamps', '--prefix', span, ...where, ...what]
    }
    return { kind: 'kubectl', name: log.kubectl, argv, stamps: 'each line', errors: 'words' }
  }
  const name = log.journal === true ? 'journal' : log.journal
  return { kind: 'journal', name, argv: () => journalArgv(log), stamps: 'entries', errors: 'words' }
}

function from(since: Instant | null): string[] {
  return since === null ? ['--tail', '500'] : ['--since', toIso(since)]
}

function journalArgv({
  journal,
  directory,
  priority,
}: Extract<PrintedLogConfig, { journal: string | true }>): string[] {
  const unit = journal === true ? [] : [`--unit=${journal}`]
  const folder = directory ? [`--directory=${directory}`] : []
  const grave = priority ? [`--priority=${priority}`] : []
  return ['journalctl', ...grave, ...folder, ...unit]
}
