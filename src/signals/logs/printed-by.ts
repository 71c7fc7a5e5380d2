// What is run for a log that another program prints: one argv a kind of source, and whether it puts a time before each line.
// Rule: every argv reads, asks nothing, and names what is followed behind `--` or in an option of its own.
import { basename } from 'node:path'
import type { LogConfig } from '../../config/schema.ts'
import type { LogSourceState } from '../../telemetry/types.ts'

export interface PrintedSource {
  readonly kind: LogSourceState['kind']
  readonly name: string
  readonly argv: readonly string[]
  /** Its program puts a time before each line. */
  readonly isStamped: boolean
}

export type PrintedLogConfig = Exclude<LogConfig, { file: string } | { stdin: true } | { loki: string }>

/** Whether a source of that kind is followed by running a program. */
export function isPrinted(log: LogConfig): log is PrintedLogConfig {
  return !('file' in log || 'stdin' in log || 'loki' in log)
}

/** What to run for a source that another program prints. */
export function printedBy(log: PrintedLogConfig): PrintedSource {
  if ('command' in log)
    return { kind: 'command', name: basename(log.command[0] ?? ''), argv: log.command, isStamped: false }
  if ('docker' in log) {
    const argv = ['docker', 'logs', '--follow', '--timestamps', '--tail', '500', '--', log.docker]
    return { kind: 'docker', name: log.docker, argv, isStamped: true }
  }
  if ('compose' in log) {
    const flags = ['--follow', '--timestamps', '--no-color', '--tail', '500', '--no-log-prefix']
    const argv = ['docker', 'compose', 'logs', ...flags, '--', log.compose]
    return { kind: 'compose', name: log.compose, argv, isStamped: true }
  }
  if ('kubectl' in log) {
    const where = [
      ...(log.namespace ? ['--namespace', log.namespace] : []),
      ...(log.container ? ['--container', log.container] : ['--all-containers']),
    ]
    const what = log.kubectl.includes('=') ? [`--selector=${log.kubectl}`, '--max-log-requests=20'] : [log.kubectl]
    const argv = ['kubectl', 'logs', '--follow', '--timestamps', '--tail=500', '--prefix', ...where, ...what]
    return { kind: 'kubectl', name: log.kubectl, argv, isStamped: true }
  }
  return {
    kind: 'journal',
    name: log.journal === true ? 'journal' : log.journal,
    argv: journalArgv(log),
    isStamped: true,
  }
}

function journalArgv({
  journal,
  directory,
  priority,
}: Extract<PrintedLogConfig, { journal: string | true }>): string[] {
  const unit = journal === true ? [] : [`--unit=${journal}`]
  const folder = directory ? [`--directory=${directory}`] : []
  const grave = priority ? [`--priority=${priority}`] : []
  const output = ['--output=short-iso-precise', '--quiet', '--no-pager']
  return ['journalctl', '--follow', '--lines=500', ...output, ...grave, ...folder, ...unit]
}
