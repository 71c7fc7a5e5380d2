// What was changed lately: commits that landed in the repository, deploys a command tells of, configuration files.
// Rule: a watcher that cannot see says so once as a blind spot, and takes it back when it can.
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Config } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import { hour } from '../incident/time.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { Change } from '../telemetry/types.ts'
import { readDeploys } from './deploys.ts'
import { readHistory } from './git/history.ts'
import { readTags } from './git/tags.ts'
import { howItEnded, type QuietEnd, runQuietly } from './quiet-process.ts'
import { repeat } from './repeat.ts'
import { readReleases, readRollouts } from './rollouts.ts'

const gitEveryMs = 30_000
const filesEveryMs = 10_000
const rolloutsEveryMs = 30_000
const rolloutWindowMs = 24 * hour
const usualWindowMs = 6 * hour
const shownCommits = 200

export interface ChangeSurroundings {
  readonly telemetry: Telemetry
  readonly now: () => Instant
  readonly cwd: string
  readonly stop: AbortSignal
}

/** Every watcher of the configuration; without one, the repository around `cwd`. Never rejects. */
export async function watchChanges(changes: Config['changes'], around: ChangeSurroundings): Promise<void> {
  const repositories = changes.git === undefined ? [{ repo: '.', window: usualWindowMs }] : [changes.git].flat()
  const isAsked = changes.git !== undefined
  await Promise.all([
    ...repositories.map(repository => watchRepository(repository, isAsked, around)),
    ...(changes.deploys ? [watchDeploys(changes.deploys, around)] : []),
    ...(changes.files.length > 0 ? [watchFiles(changes.files, around)] : []),
    ...rolloutsOf(changes, around),
  ])
}

function rolloutsOf({ kubernetes, helm }: Config['changes'], around: ChangeSurroundings): Promise<void>[] {
  const { cwd, stop } = around
  return [
    ...(kubernetes ? [watchRollouts('kubernetes', () => readRollouts(kubernetes, cwd, stop), around)] : []),
    ...(helm ? [watchRollouts('helm', () => readReleases(helm, cwd, stop), around)] : []),
  ]
}

async function watchRollouts(
  what: string,
  read: () => Promise<readonly Change[]>,
  { telemetry, now, stop }: ChangeSurroundings,
): Promise<void> {
  await repeat(rolloutsEveryMs, stop, async () => {
    try {
      const since = now() - rolloutWindowMs
      telemetry.setChanges(
        what,
        (await read()).filter(one => one.at >= since),
      )
      telemetry.setBlind(what, null)
    } catch (error) {
      if (!stop.aborted) telemetry.setBlind(what, wordsOf(error))
    }
  })
}

async function watchRepository(
  { repo, ref, window }: { readonly repo: string; readonly ref?: string | undefined; readonly window: number },
  isAsked: boolean,
  { telemetry, now, cwd, stop }: ChangeSurroundings,
): Promise<void> {
  const folder = resolve(cwd, repo)
  const what = cleanText(isAsked ? `git ${repo === '.' ? basename(folder) : repo}` : 'git')
  await repeat(gitEveryMs, stop, async () => {
    try {
      const { changes, missing } = await readHistory(folder, { ref, since: now() - window })
      const commits = changes.slice(0, shownCommits).map(({ sha, subject, author, at, paths }): Change => {
        return { kind: 'commit', ref: sha, subject, author, at, paths, repo: folder }
      })
      const tags = (await readTags(folder, now() - window)).map(({ name, subject, author, at }): Change => {
        return { kind: 'tag', ref: name, subject: subject || name, author, at, repo: folder }
      })
      telemetry.setChanges(what, [...tags, ...commits])
      telemetry.setBlind(what, missing.length > 0 ? missing.join('; ') : null)
    } catch (error) {
      const words = wordsOf(error)
      telemetry.setBlind(what, !isAsked && / is not in a git repository/.test(words) ? 'no repository here' : words)
    }
  })
}

async function watchDeploys(
  { command, every }: NonNullable<Config['changes']['deploys']>,
  { telemetry, cwd, stop }: ChangeSurroundings,
): Promise<void> {
  await repeat(every, stop, async () => {
    const end = await runQuietly({ argv: command, cwd, stop, timeoutMs: 30_000 })
    if (stop.aborted) return
    const { deploys, unread } = readDeploys(end.exitCode === 0 ? end.stdout : '')
    if (end.exitCode === 0) telemetry.setChanges('deploys', deploys)
    const failed = end.exitCode === 0 ? null : failureWords(end)
    const partly = unread > 0 ? `${unread} entries have no reference or no time` : null
    telemetry.setBlind('deploys', failed ?? partly)
  })
}

function failureWords(end: QuietEnd): string {
  if (end.timedOut) return 'no answer within 30 s'
  return cleanText(end.notStarted ?? (end.stderr.trim() || howItEnded(end))).slice(0, 200)
}

async function watchFiles(files: readonly string[], { telemetry, now, cwd, stop }: ChangeSurroundings): Promise<void> {
  await repeat(filesEveryMs, stop, async () => {
    const found = await Promise.all(
      files.map(async (file): Promise<Change[]> => {
        const facts = await stat(resolve(cwd, file)).catch(() => null)
        telemetry.setBlind(`file ${cleanText(file)}`, facts ? null : 'cannot be read')
        if (!facts || facts.mtimeMs < now() - 24 * hour) return []
        const name = cleanText(file)
        return [
          { kind: 'config', ref: name, subject: `${name} was written`, author: '', at: Math.round(facts.mtimeMs) },
        ]
      }),
    )
    telemetry.setChanges('files', found.flat())
  })
}

function wordsOf(error: unknown): string {
  return cleanText(error instanceof Error ? error.message : String(error))
}
