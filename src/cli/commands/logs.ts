// logs: understands log files without being told their format. One event a line as JSON.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { LogReading, type ToldEvent } from '../../diagnosis/logs/reading.ts'
import { cleanText } from '../../incident/redact.ts'
import { toIso } from '../../incident/time.ts'
import { type Cli, Told } from '../context.ts'

export function addLogs(program: Command, cli: Cli): void {
  program
    .command('logs')
    .summary('times, levels, stack traces and error groups of log files')
    .description('Reads log files of any format: finds times and levels, folds stack traces, groups like messages.')
    .argument('<file...>', 'log files; - is stdin')
    .option('--json-lines', 'one JSON object per event')
    .addHelpText('before', 'Examples:\n  incident-tui logs --json-lines /var/log/syslog\n')
    .action(async (files: string[]) => {
      const lines = new LineWriter()
      const reading = new LogReading({ now: cli.now(), fromWall: instantOfLocalWall }, event =>
        lines.write(toLine(event)),
      )
      for (const file of files) {
        for await (const chunk of chunksOf(file)) {
          reading.feed(chunk)
          await lines.drained()
        }
        reading.endFile()
      }
      reading.end()
      await lines.end()
    })
}

function toLine({ line, endLine, at, level, group }: ToldEvent): string {
  const time = at === null ? 'null' : `"${toIso(at)}"`
  return `{"line":${line},"endLine":${endLine},"time":${time},"level":"${level}","group":"${group}"}\n`
}

/** Logs without a zone are in the box's local time. */
function instantOfLocalWall(wall: number): number {
  const date = new Date(wall)
  return new Date(
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ).getTime()
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    if (file !== '-' && (await stat(file)).isDirectory())
      throw new Told(`${cleanText(file)} is a folder, not a log file`)
    const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1024 * 1024 })
    yield* stream as AsyncIterable<Uint8Array>
  } catch (error) {
    if (error instanceof Told) throw error
    throw new Told(`cannot read ${cleanText(file)}: ${cleanText((error as Error).message)}`)
  }
}

/** Collects lines and writes them in large pieces, at the pace of whoever reads them. */
class LineWriter {
  private pending: string[] = []
  private size = 0

  write(line: string): void {
    this.pending.push(line)
    this.size += line.length
    if (this.size > 256 * 1024) this.flush()
  }

  async drained(): Promise<void> {
    if (process.stdout.writableNeedDrain) await new Promise<void>(done => process.stdout.once('drain', done))
  }

  async end(): Promise<void> {
    this.flush()
    await this.drained()
  }

  private flush(): void {
    if (this.pending.length === 0) return
    process.stdout.write(this.pending.join(''))
    this.pending = []
    this.size = 0
  }
}
