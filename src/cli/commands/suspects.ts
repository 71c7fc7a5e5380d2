// suspects: which change of the last hours is the likely cause, with the reasons.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import type { Command } from 'commander'
import { durationMs } from '../../config/duration.ts'
import { revertRisks } from '../../diagnosis/suspects/revert-risk.ts'
import type { Suspect } from '../../diagnosis/suspects/types.ts'
import { cleanLines, cleanText } from '../../incident/redact.ts'
import { durationInWords } from '../../incident/spans.ts'
import { type Instant, toIso } from '../../incident/time.ts'
import { GitTrouble } from '../../signals/git/git.ts'
import { type FoundSuspects, findSuspects } from '../../signals/git/suspects.ts'
import { type Cli, Told } from '../context.ts'

interface Options {
  readonly repo: string
  readonly ref?: string
  readonly window: string
  readonly onset?: string
  readonly symptom?: string
  readonly symptomFile?: string
  readonly now?: string
  readonly diffs: boolean
  readonly json?: boolean
}

const longestSymptom = 256 * 1024
const shownInText = 5

export function addSuspects(program: Command, cli: Cli): void {
  program
    .command('suspects')
    .summary('rank the changes that may have caused it')
    .description('Ranks the changes that landed before the onset by how likely each is the cause, with the reasons.')
    .option('--repo <dir>', 'the repository', '.')
    .option('--ref <ref>', 'the branch that production runs; without it origin/HEAD, origin/main, main or HEAD')
    .option('--window <duration>', 'how far back from the onset: 30m, 6h, 7d', '6h')
    .option('--onset <time>', 'when it began; without it now')
    .option('--symptom <text>', 'what is seen: an error text, an endpoint, a stack trace')
    .option('--symptom-file <file>', 'the same from a file, - for standard input')
    .option('--now <time>', 'the present, for a look back')
    .option('--no-diffs', 'leave the changed lines unread: subjects and paths only')
    .option('--json', 'as JSON')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui suspects --onset 14:30 --symptom "TypeError: paymentMethods is null in checkout.js"\n' +
        '  journalctl -u app -n 200 | incident-tui suspects --window 2d --symptom-file -\n',
    )
    .action((options: Options) => suspects(cli, options))
}

async function suspects(cli: Cli, options: Options): Promise<void> {
  const now = cli.time(options.now, '--now') ?? cli.now()
  const onsetAt = cli.time(options.onset, '--onset', now) ?? now
  if (onsetAt > now) throw new Told(`the onset ${toIso(onsetAt)} is after ${toIso(now)}`, 2)
  const windowMs = durationMs(options.window.trim())
  if (!(windowMs > 0)) throw new Told(`--window "${cleanText(options.window)}" is no duration: use 30m, 6h or 7d`, 2)
  const symptomText = symptomOf(options)
  const { repo, ref, diffs: withDiffs } = options
  try {
    const found = await findSuspects({ repo, ref, onsetAt, windowMs, symptomText, withDiffs })
    for (const line of found.history.missing) cli.say(line)
    if (options.json) cli.printJson(asJson(found, onsetAt))
    else cli.print(asText(found, onsetAt, options.window))
  } catch (error) {
    if (error instanceof GitTrouble) throw new Told(error.message)
    throw error
  }
}

function symptomOf({ symptom, symptomFile }: Options): string {
  if (symptom !== undefined && symptomFile !== undefined)
    throw new Told('give either --symptom or --symptom-file, not both', 2)
  if (symptomFile === undefined) return cleanLines((symptom ?? '').slice(0, longestSymptom))
  try {
    return cleanLines(beginningOf(symptomFile))
  } catch (error) {
    throw new Told(
      `cannot read ${cleanText(symptomFile)}: ${cleanText(error instanceof Error ? error.message : String(error))}`,
    )
  }
}

function beginningOf(file: string): string {
  if (file === '-') return readFileSync(0, 'utf8').slice(0, longestSymptom)
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(longestSymptom)
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, longestSymptom, null))
  } finally {
    closeSync(descriptor)
  }
}

function asJson({ ranking }: FoundSuspects, onsetAt: Instant): unknown {
  const { suspects: ranked, clear, none } = ranking
  return {
    onset: toIso(onsetAt),
    candidates: ranked.length,
    clear,
    none: Number(none.toFixed(6)),
    suspects: ranked.map(({ sha, subject, author, at, score, p, reasons }) => {
      return { sha, subject, author, at: toIso(at), score, p: Number(p.toFixed(6)), reasons }
    }),
  }
}

function asText({ ranking, history }: FoundSuspects, onsetAt: Instant, window: string): string {
  const { suspects: ranked, verdict } = ranking
  const { ref, changes, tipAt } = history
  const count = ranked.length === 1 ? '1 change' : `${ranked.length} changes`
  const out = [
    verdict,
    `${count} landed on ${cleanText(ref.name)} (${ref.sha.slice(0, 7)}) in the ${window} before ${toIso(onsetAt)}`,
  ]
  const after = changes.length - ranked.length
  if (after > 0) out.push(`${after} landed after the onset and cannot be the cause`)
  if (ranked.length === 0) out.push(`the newest commit is of ${toIso(tipAt)}: a longer --window looks further back`)
  for (const [index, suspect] of ranked.slice(0, shownInText).entries())
    out.push('', ...rowsOf(suspect, index + 1, onsetAt))
  if (ranked.length > shownInText) out.push('', `and ${ranked.length - shownInText} more (--json has them all)`)
  if (ranked.length > 0) out.push('', `${Math.round(ranking.none * 100)} %`.padStart(8) + '  none of these')
  const first = changes.find(change => change.sha === ranked[0]?.sha)
  const risks = first && ranking.clear ? revertRisks(first, changes) : []
  if (risks.length > 0)
    out.push('', `Before reverting ${first?.sha.slice(0, 7)}:`, ...risks.map(risk => `  ${risk.text}`))
  return out.join('\n')
}

function rowsOf({ sha, subject, author, at, score, p, reasons }: Suspect, rank: number, onsetAt: Instant): string[] {
  const share = `${Math.round(p * 100)} %`.padStart(5)
  return [
    `${rank}. ${share}  ${sha.slice(0, 7)}  ${subject}`,
    `            ${author}, ${toIso(at)}, ${durationInWords(onsetAt - at)} before, ${score.toFixed(1)} points:`,
    ...reasons.map(({ text, points }) => `     ${signed(points).padStart(6)}  ${text}`),
  ]
}

function signed(points: number): string {
  return `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(1)}`
}
