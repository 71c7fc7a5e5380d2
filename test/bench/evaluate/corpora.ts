// The evaluators that come with the corpora, run over the built program. Which sets are held out is decided here:
// nothing was tuned while looking at them. Rule: the corpora are read where they lie, never copied.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { atLeast, type Figure, mean, told } from './table.ts'

export const corpora = fileURLToPath(new URL('../../../../shared/corpora/', import.meta.url))
export const bin = fileURLToPath(new URL('../../../bin/incident-tui.js', import.meta.url))
export const isHere = existsSync(corpora)

const heldOutSystems = new Set(['Apache', 'Hadoop', 'OpenSSH'])

/** Every third by a sum over its letters: fixed, and nobody chose it. */
export function isHeldOut(name: string): boolean {
  return [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 3 === 0
}

export function python(args: readonly string[], stream: 'stdout' | 'stderr' = 'stdout'): string {
  const { stdout, status, stderr } = spawnSync('python3', args, {
    cwd: corpora,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TZ: 'UTC' },
  })
  if (status !== 0 && !stdout) throw new Error(stderr)
  return stream === 'stdout' ? stdout : stderr
}

const logs = `${process.execPath} ${bin} logs {file}`
const parts = ['tuned', 'held out'] as const

interface LoghubRow {
  readonly GA: number
  readonly FGA: number
  readonly F1p: number
  readonly level: number | null
  readonly time: number | null
}

export function loghub(): Figure[] {
  const { datasets } = JSON.parse(python(['loghub_eval.py', '--cmd', `${logs} --json-lines`, '--json'])) as {
    datasets: Record<string, LoghubRow>
  }
  const rows = Object.entries(datasets)
  return parts.flatMap(part => {
    const own = rows.filter(([name]) => heldOutSystems.has(name) === (part === 'held out')).map(([, row]) => row)
    const average = (key: keyof LoghubRow): number =>
      mean(own.map(row => row[key]).filter((value): value is number => typeof value === 'number'))
    return [
      atLeast('loghub grouping accuracy (GA)', part, average('GA'), 0.85),
      atLeast('loghub F1 over groups (FGA)', part, average('FGA'), 0.9),
      atLeast('loghub F1 over pairs', part, average('F1p'), 0.95),
      atLeast('loghub level', part, average('level'), 0.99),
      atLeast('loghub time', part, average('time'), 0.97),
    ]
  })
}

const lnavReach = { 'time(zone)': 0.99, stated: 0.92, events: 0.98 } as const

export function lnav(): Figure[] {
  const { files } = JSON.parse(python(['lnav_eval.py', '--cmd', `${logs} --json-lines`, '--json'])) as {
    files: Record<string, Record<string, number | null>>
  }
  const zones = zonesResolved()
  return parts.flatMap(part => {
    const own = Object.entries(files).filter(([name]) => isHeldOut(name) === (part === 'held out'))
    const values = (key: string): number[] => own.map(([, row]) => row[key]).filter(value => typeof value === 'number')
    const times = own.flatMap(([name, row]) =>
      typeof row.time === 'number' ? [row.time + (zones.get(name) ?? 0)] : [],
    )
    return [
      told('lnav time, wall clock where it resolves no zone', part, mean(values('time')).toFixed(3)),
      atLeast('lnav time, written zones resolved', part, mean(times), 0.96),
      ...Object.entries(lnavReach).map(([key, reach]) =>
        atLeast(`lnav ${key}, each file one vote`, part, mean(values(key)), reach),
      ),
    ]
  })
}

/** Per file the share of lines that differ from lnav only by a zone which the line writes and lnav passes over. */
function zonesResolved(): Map<string, number> {
  const misses = python(['lnav_eval.py', '--cmd', `${logs} --json-lines`, '--show', '100000'], 'stderr')
  const shares = new Map<string, number>()
  for (const miss of misses.split('\n')) {
    const match = /^time {2}(\S+):\d+ want (\S+?)Z? got (\S+) \| (.*)$/.exec(miss)
    if (!match) continue
    const [, name, want, got, line] = match as unknown as [string, string, string, string, string]
    const apart = Math.abs(Date.parse(`${want}Z`) - Date.parse(got)) / 60_000
    if (!(apart > 0 && apart <= 14 * 60 && apart % 15 === 0)) continue
    if (!/\d[\d:.,]* ?(?:[A-Z]{3,4}|[+-]\d\d:?\d\d)\b/.test(line)) continue
    const { events } = JSON.parse(readFileSync(`${corpora}lnav/ref/${name}.json`, 'utf8')) as {
      events: { time: string | null }[]
    }
    shares.set(name, (shares.get(name) ?? 0) + 1 / events.filter(event => event.time !== null).length)
  }
  return shares
}

export function stacks(): Figure[] {
  const lines = python(['stacks_eval.py', '--cmd', `${logs} --json-lines`]).split('\n')
  const files = lines.flatMap(line => {
    const match = /^((timed|bare)_\S+)\s+events\s+\d+\/\d+\s+exact ([\d.]+)/.exec(line)
    return match ? [{ name: match[1] as string, kind: match[2] as string, exact: Number(match[3]) }] : []
  })
  return parts.flatMap(part =>
    (['timed', 'bare'] as const).map(kind => {
      const own = files.filter(file => file.kind === kind && isHeldOut(file.name) === (part === 'held out'))
      return atLeast(
        `stack traces, ${kind}, first and last line`,
        part,
        mean(own.map(file => file.exact)),
        reachOf[kind],
      )
    }),
  )
}

const reachOf = { timed: 1, bare: 0.9 } as const
const ownSeeds = ['held-a:', 'held-b:', 'held-c:', 'held-d:', 'held-e:']

/** The generator's own seed, and the same cases under seeds of ours. */
export function onset(seeds: readonly string[] = ownSeeds): Figure[] {
  const run = (seed: string): { readonly good: number; readonly bad: readonly string[] } => {
    const script =
      'import sys; path, seed, command = sys.argv[1:4]; source = open(path, encoding="utf8").read();' +
      'sys.argv = [path, "--eval", command];' +
      'exec(compile(source.replace("practice:", seed), path, "exec"), {"__name__": "__main__", "__file__": path})'
    const lines = python(['-c', script, `${corpora}onset_gen.py`, seed, `${logs} --json`]).split('\n')
    return {
      good: lines.filter(line => line.startsWith('ok ')).length,
      bad: lines.filter(line => line.startsWith('BAD')).map(line => `${seed} ${line}`),
    }
  }
  const tuned = run('practice:')
  const others = seeds.map(run)
  for (const line of [tuned, ...others].flatMap(one => one.bad)) console.log(`       ${line}`)
  const good = others.reduce((sum, one) => sum + one.good, 0)
  return [
    atLeast('onset, of 20 cases', 'tuned', tuned.good / 20, 1),
    atLeast('onset, of 20 cases a seed', `${seeds.length} own seeds`, good / (20 * seeds.length), 0.98),
    told('onset, cases right', `${seeds.length} own seeds`, `${good} of ${20 * seeds.length}`),
  ]
}
