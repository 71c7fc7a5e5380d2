// logs: understands log files without being told their format: a summary for people, or all of it as JSON.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Command } from 'commander'
import { LogReading, type ToldEvent } from '../../diagnosis/logs/reading.ts'
import { cleanText } from '../../incident/redact.ts'
import { toIso } from '../../incident/time.ts'
import { type LogLevel, levelWords } from '../../telemetry/log-ring.ts'
import { type Cli, Told } from '../context.ts'

export function addLogs(program: Command, cli: Cli): void {
  program
    .command('logs')
    .summary('times, levels, stack traces and error groups of log files')
    .description('Reads log files of any format: finds times and levels, folds stack traces, groups like messages.')
    .argument('<file...>', 'log files; - is stdin')
    .option('--json', 'counts, groups and onset as one JSON object')
    .option('--json-lines', 'one JSON object per event')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui logs /var/log/syslog\n  journalctl -o json | incident-tui logs --json -\n',
    )
    .action(async (files: string[], options: { json?: boolean; jsonLines?: boolean }) => {
      if (options.json && options.jsonLines) throw new Told('--json and --json-lines exclude each other', 2)
      const lines = new LineWriter()
      const clock = { now: cli.now(), fromWall: instantOfLocalWall }
      const reading = new LogReading(clock, options.jsonLines ? event => lines.write(toLine(event)) : null)
      for (const file of files) {
        for await (const chunk of chunksOf(file)) {
          reading.feed(chunk)
          await lines.drained()
        }
        reading.endFile()
      }
      reading.end()
      await lines.end()
      if (options.json) cli.printJson(summaryOf(reading))
      else if (!options.jsonLines) cli.print(inWords(reading))
    })
}

function summaryOf(reading: LogReading): unknown {
  const count = (level: LogLevel): number => reading.levels[levelWords.indexOf(level)] as number
  const onset = reading.onset()
  const time = (at: number | null): string | null => (at === null ? null : toIso(at))
  return {
    lines: reading.lines,
    bytes: reading.bytes,
    levels: Object.fromEntries(worstFirst.map(level => [level, count(level)])),
    groups: reading.toldGroups().map(group => ({
      ...group,
      template: cleanText(group.template),
      firstAt: time(group.firstAt),
      lastAt: time(group.lastAt),
    })),
    onset: time(onset?.at ?? null),
  }
}

const worstFirst: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'unknown']

/** Levels, the onset, and the most frequent error groups. */
function inWords(reading: LogReading): string {
  const levels = worstFirst.flatMap(level => {
    const count = reading.levels[levelWords.indexOf(level)] as number
    return count > 0 ? [`${count} ${level}`] : []
  })
  const onset = reading.onset()
  const groups = reading
    .toldGroups()
    .filter(group => group.level === 'error' || group.level === 'fatal')
    .sort((a, b) => b.count - a.count)
  return [
    `${reading.lines} lines: ${levels.join(', ') || 'nothing in them'}`,
    ...unreadIn(reading),
    onset
      ? `errors began to come more often at ${toIso(onset.at)}`
      : 'no moment at which errors began to come more often',
    ...groups
      .slice(0, 20)
      .map(group => `${String(group.count).padStart(7)}  ${group.level.padEnd(5)}  ${cleanText(group.template)}`),
    ...(groups.length > 20 ? [`         and ${groups.length - 20} more error groups: --json has them`] : []),
  ].join('\n')
}

/** What could not be told of these lines, in words. */
function unreadIn(reading: LogReading): string[] {
  const groups = reading.toldGroups()
  const events = reading.levels.reduce((sum, count) => sum + count, 0)
  if (events === 0) return []
  const timeless = groups.every(group => group.firstAt === null)
  const unknown = reading.levels[levelWords.indexOf('unknown')] as number
  return [
    ...(timeless ? ['no line states a time: there is no telling when'] : []),
    ...(unknown === events ? ['no line states a level: this may not be a log'] : []),
  ]
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
    yield* unpacked(stream as AsyncIterable<Uint8Array>)
  } catch (error) {
    if (error instanceof Told) throw error
    throw new Told(`cannot read ${cleanText(file)}: ${cleanText((error as Error).message)}`)
  }
}

/** The bytes as they are, or what is in them where they are compressed. */
async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  const first = await iterator.next()
  if (first.done) return
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  }
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* rest()
  else yield* Readable.from(rest()).pipe(createGunzip({ chunkSize: 1024 * 1024 })) as AsyncIterable<Uint8Array>
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
