// What landed on a branch in a window: a merged commit counts from its merge, however long ago it was written.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { cleanText } from '../../incident/redact.ts'
import { hour, type Instant, second } from '../../incident/time.ts'
import { GitTrouble, git, plainDiff } from './git.ts'
import { type ResolvedRef, resolveRef } from './refs.ts'

export interface LandedChange {
  readonly sha: string
  readonly subject: string
  readonly author: string
  /** When it landed on the branch: the date of the commit, or of the merge that brought it. */
  readonly at: Instant
  readonly paths: readonly string[]
  /** Commit ids that its message says it reverts. */
  readonly reverts: readonly string[]
  /** The first commit of a repository: nothing was before it. */
  readonly isFirst: boolean
}

export interface LandedHistory {
  readonly ref: ResolvedRef
  /** Newest first, merges themselves left out. */
  readonly changes: readonly LandedChange[]
  /** When the newest commit of the branch was made. */
  readonly tipAt: Instant
  /** What could not be seen, in words. */
  readonly missing: readonly string[]
}

const mostCommits = 10_000
/** Walking by date stops at the first older commit; a day more covers clocks that disagree. */
const clockSlackSeconds = (24 * hour) / second
const fields = ['%H', '%P', '%ct', '%an', '%s', '%b']

interface Commit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly at: Instant
  readonly author: string
  readonly subject: string
  readonly body: string
  readonly paths: readonly string[]
}

/** Everything that landed on `ref` since an instant. Throws GitTrouble. */
export async function readHistory(
  repo: string,
  { ref: named, since }: { readonly ref?: string | undefined; readonly since: Instant },
): Promise<LandedHistory> {
  const [ref, cutOff] = await Promise.all([resolveRef(repo, named), shallowBoundary(repo)])
  const mainline = await readMainline(repo, ref.sha, since)
  const tipAt = mainline.tipAt
  const missing: string[] = []
  if (cutOff.size > 0 && mainline.commits.some(commit => cutOff.has(commit.sha)))
    missing.push('the clone is shallow and ends inside the window: older changes are not seen')
  const newest = mainline.commits[0]
  if (!newest) return { ref, changes: [], tipAt, missing }
  const listed = await git(repo, [
    'log',
    '-z',
    '--raw',
    '--no-abbrev',
    ...plainDiff,
    '--encoding=UTF-8',
    `--max-count=${mostCommits}`,
    `--format=${fields.join('%x00')}%x00`,
    newest.sha,
    ...(mainline.base === null ? [] : ['--not', mainline.base]),
    '--',
  ])
  const commits = parseLog(listed)
  if (commits.length >= mostCommits) missing.push(`only the newest ${mostCommits} commits of the window were read`)
  const landedAt = landings(commits, mainline.commits)
  const changes = commits
    .filter(commit => commit.parents.length < 2 && !cutOff.has(commit.sha))
    .map(commit => landed(commit, landedAt.get(commit.sha) ?? commit.at))
    .filter(change => change.at >= since)
    .sort((a, b) => b.at - a.at)
  return { ref, changes, tipAt, missing }
}

interface Mainline {
  /** Newest first. */
  readonly commits: readonly Pick<Commit, 'sha' | 'at'>[]
  /** The last commit of the branch before the window; null where it begins inside it. */
  readonly base: string | null
  readonly tipAt: Instant
}

async function readMainline(repo: string, tip: string, since: Instant): Promise<Mainline> {
  const from = Math.max(0, Math.floor(since / second) - clockSlackSeconds)
  const format = '--format=%H %ct %P'
  const listed = await git(repo, ['log', '--first-parent', format, `--since=@${from}`, tip, '--'])
  const rows = linesOf(listed).map(line => {
    const [sha = '', time, parent] = line.split(' ')
    return { sha, at: Number(time) * second, parent: parent || null }
  })
  const oldest = rows.findLastIndex(row => row.at >= since)
  const tipAt = rows[0]?.at ?? Number(await git(repo, ['log', '-1', '--format=%ct', tip, '--'])) * second
  return { commits: rows.slice(0, oldest + 1), base: rows[oldest]?.parent ?? null, tipAt }
}

/** Fields end in NUL, which no message can hold: nothing a commit says can pass for another commit. */
function parseLog(listed: string): Commit[] {
  const tokens = listed.split('\0')
  const commits: Commit[] = []
  let at = 0
  while (at + fields.length <= tokens.length) {
    const [sha = '', parents = '', time, author = '', subject = '', body = ''] = tokens.slice(at, at + fields.length)
    const id = sha.trim()
    if (!/^[0-9a-f]{40,64}$/.test(id)) {
      if (id !== '') throw new GitTrouble('git log answered in an unknown form')
      at += 1
      continue
    }
    at += fields.length
    const paths: string[] = []
    for (; at < tokens.length; at += 1) {
      const token = tokens[at] as string
      if (!/^\n*:/.test(token)) {
        if (token.trim() === '' && /^\n*:/.test(tokens[at + 1] ?? '')) continue
        break
      }
      at += 1
      paths.push(tokens[at] ?? '')
    }
    const parentIds = parents.split(' ').filter(parent => parent !== '')
    commits.push({ sha: id, parents: parentIds, at: Number(time) * second, author, subject, body, paths })
  }
  return commits
}

/** When each commit came onto the mainline: with the oldest mainline commit that it is an ancestor of. */
function landings(commits: readonly Commit[], mainline: Mainline['commits']): Map<string, Instant> {
  const known = new Map(commits.map(commit => [commit.sha, commit]))
  const landedAt = new Map<string, Instant>()
  for (const { sha, at } of [...mainline].reverse()) {
    const open = [sha]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const commit = known.get(next)
      if (!commit || landedAt.has(next)) continue
      landedAt.set(next, at)
      open.push(...commit.parents)
    }
  }
  return landedAt
}

const cleanPaths = new Map<string, string>()

function landed(commit: Commit, at: Instant): LandedChange {
  return {
    sha: commit.sha,
    subject: cleanText(commit.subject),
    author: cleanText(commit.author),
    at,
    paths: commit.paths.map(cleanPath),
    isFirst: commit.parents.length === 0,
    reverts: [...commit.body.matchAll(/\breverts? (?:commit )?([0-9a-f]{7,64})\b/gi)].map(found => found[1] as string),
  }
}

/** The same paths come again with each commit and each reading; most are plain. */
function cleanPath(path: string): string {
  const before = cleanPaths.get(path)
  if (before !== undefined) return before
  if (cleanPaths.size > 50_000) cleanPaths.clear()
  const clean = cleanText(path)
  cleanPaths.set(path, clean)
  return clean
}

/** Commits where a shallow clone was cut off: they look as if they had added every file. */
async function shallowBoundary(repo: string): Promise<ReadonlySet<string>> {
  const path = (await git(repo, ['rev-parse', '--git-path', 'shallow'])).trim()
  try {
    return new Set(linesOf(await readFile(resolve(repo, path), 'utf8')))
  } catch {
    return new Set()
  }
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line !== '')
}
