// Suspects on real reverts: where the culprit stands, whether the stated probability is honest, and how long it takes.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { random } from '../grouping.ts'
import { corpora, isHeldOut, python } from './corpora.ts'
import { runProgram } from './speed.ts'
import { atLeast, atMost, type Figure, told } from './table.ts'

interface Case {
  readonly id: string
  readonly truth: string
  readonly symptom: string
  readonly revertTime: string
}

interface Outcome {
  readonly id: string
  readonly rank: number
  /** The probability stated for the first place. */
  readonly p: number
}

export async function* suspects(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-reverts-'))
  try {
    const { cases } = JSON.parse(readFileSync(`${corpora}reverts.json`, 'utf8')) as { cases: Case[] }
    const outcomes: Outcome[] = []
    for (const one of cases) outcomes.push(await judge(one, folder))
    for (const part of ['tuned', 'held out'] as const) {
      const own = outcomes.filter(one => isHeldOut(one.id) === (part === 'held out'))
      const share = (place: number): number => own.filter(one => one.rank <= place).length / own.length
      yield atLeast(`reverts, first place, ${own.length} cases`, part, share(1), 0.66)
      yield atLeast('reverts, first three', part, share(3), 0.78)
    }
    const sure = outcomes.filter(one => one.p >= 0.75)
    const right = sure.filter(one => one.rank === 1).length
    yield told('first places with p ≥ 0.75', 'all', `${right} of ${sure.length} right`)
    yield atLeast('honesty of p ≥ 0.75', 'all', sure.length === 0 ? 1 : right / sure.length, 0.75)
    yield* await quick(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function judge({ id, truth, symptom, revertTime }: Case, folder: string): Promise<Outcome> {
  const repo = join(folder, id.replace(/\W/g, '-'))
  python(['reverts_mkrepo.py', id, repo])
  const real = JSON.parse(readFileSync(`${repo}.map.json`, 'utf8')) as Record<string, string>
  writeFileSync(join(folder, 'symptom.txt'), symptom)
  const window = ['--ref', 'main', '--window', '7d', '--now', revertTime]
  const told = ['--symptom-file', join(folder, 'symptom.txt'), '--json']
  const { stdout } = await runProgram(['suspects', '--repo', repo, ...window, ...told])
  const ranked = (JSON.parse(stdout) as { suspects: { sha: string; p: number }[] }).suspects
  rmSync(repo, { recursive: true, force: true })
  return { id, rank: 1 + ranked.findIndex(one => real[one.sha] === truth), p: ranked[0]?.p ?? 0 }
}

/** A history of 1,000 commits, made here. */
async function quick(folder: string): Promise<Figure[]> {
  const repo = join(folder, 'thousand')
  const end = Date.UTC(2024, 2, 5, 10) / 1000
  execFileSync('git', ['init', '-q', '-b', 'main', repo])
  execFileSync('git', ['-C', repo, 'fast-import', '--quiet'], { input: thousandCommits(end) })
  const seconds: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const asked = ['--window', '30d', '--now', new Date((end + 60) * 1000).toISOString()]
    const symptom = ['--symptom', 'TypeError: cannot read refund of null in src/pay/refund.js:40']
    const run = await runProgram(['suspects', '--repo', repo, ...asked, ...symptom, '--no-diffs', '--json'])
    if ((JSON.parse(run.stdout) as { candidates: number }).candidates < 990) throw new Error('the history is not whole')
    seconds.push(run.seconds)
  }
  const start: number[] = []
  for (let round = 0; round < 3; round += 1) start.push((await runProgram(['--version'])).seconds)
  return [
    atMost('suspects over 1,000 commits, without diffs', 'whole run', {
      measured: Math.min(...seconds),
      reach: 0.3,
      unit: 's',
    }),
    told('  of which the program starting', '', `${Math.min(...start).toFixed(2)} s`),
  ]
}

function thousandCommits(end: number): string {
  const next = random('thousand')
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] as string
  const areas = 'cart pay user search mail admin report theme'.split(' ')
  const things = 'refund session index invoice coupon address price stock filter banner'.split(' ')
  const verbs = 'Add Fix Remove Rename Speed-up Extract Validate Cache Log Test'.split(' ')
  return Array.from({ length: 1000 }, (_, i) => {
    const [area, thing] = [pick(areas), pick(things)]
    const at = end - (1000 - i) * 2000
    const subject = `${pick(verbs)} ${thing} of ${area}`
    const body = Array.from({ length: 30 }, (_, line) => `line ${line} of ${thing} ${i}`).join('\n')
    return [
      `commit refs/heads/main`,
      `mark :${i + 1}`,
      `committer Dev <dev@example.invalid> ${at} +0000`,
      `data ${Buffer.byteLength(subject)}`,
      subject,
      ...(i > 0 ? [`from :${i}`] : []),
      `M 100644 inline src/${area}/${thing}.js`,
      `data ${Buffer.byteLength(body)}`,
      body,
      '',
    ].join('\n')
  }).join('\n')
}
