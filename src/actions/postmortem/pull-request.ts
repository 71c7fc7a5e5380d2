// The document as a branch and a pull request, made in a worktree: the person's own working tree is never touched.
// Rule: asked again it brings the same branch up to date and finds the same pull request; nothing is made twice.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { command } from '../../incident/command.ts'
import { commitOf, type FixPlace, git, gitWords } from '../git.ts'
import { committer } from '../revert-history.ts'
import type { RunAndRecord } from './run-and-record.ts'

interface PublishedFile {
  /** Relative to the top of the repository. */
  readonly path: string
  readonly text: string
}

export interface Publication {
  readonly place: FixPlace
  readonly branch: string
  readonly title: string
  readonly body: string
  readonly files: readonly PublishedFile[]
  readonly run: RunAndRecord
}

export type Published = { readonly url: string; readonly isNew: boolean } | { readonly failed: string }

export async function publishDocument(publication: Publication): Promise<Published> {
  const { place, branch } = publication
  const { repo, remote, branch: production } = place
  const fetched = await git(repo, ['fetch', '--quiet', '--', remote])
  if (fetched.exitCode !== 0) return { failed: `${remote} cannot be read: ${gitWords(fetched)}` }
  const own = await commitOf(repo, `refs/remotes/${remote}/${branch}`)
  const tip = own ?? (await commitOf(repo, `refs/remotes/${remote}/${production}`))
  if (tip === null) return { failed: `${remote}/${production} does not exist` }
  const worktree = mkdtempSync(join(tmpdir(), 'incident-tui-postmortem-'))
  try {
    const added = await git(repo, ['worktree', 'add', '--quiet', '--force', '--detach', worktree, tip])
    if (added.exitCode !== 0) return { failed: gitWords(added) }
    return (await pushed(publication, worktree)) ?? (await pullRequest(publication))
  } finally {
    await git(repo, ['worktree', 'remove', '--force', worktree])
    rmSync(worktree, { recursive: true, force: true })
  }
}

/** Commits the files and pushes them; null where that went well or nothing had changed. */
async function pushed({ place, branch, title, files, run }: Publication, worktree: string): Promise<Published | null> {
  for (const { path, text } of files) {
    const file = resolve(worktree, path)
    if (relative(worktree, file).startsWith('..')) return { failed: `${path} lies outside of the repository` }
    mkdirSync(dirname(file), { recursive: true })
    const real = realpathSync(dirname(file))
    if (relative(realpathSync(worktree), real).startsWith('..'))
      return { failed: `${path} leads out of the repository` }
    writeFileSync(file, text)
  }
  const paths = files.map(file => file.path)
  const staged = await git(worktree, ['add', '--force', '--', ...paths])
  if (staged.exitCode !== 0) return { failed: gitWords(staged) }
  if ((await git(worktree, ['diff', '--cached', '--quiet'])).exitCode !== 0) {
    const committed = await git(worktree, [...(await committer(worktree)), 'commit', '--quiet', '--message', title])
    if (committed.exitCode !== 0) return { failed: gitWords(committed) }
  }
  const head = await commitOf(worktree, 'HEAD')
  if (head === (await commitOf(place.repo, `refs/remotes/${place.remote}/${branch}`))) return null
  const spec = command(['git', 'push', place.remote, `${head}:refs/heads/${branch}`], {
    cwd: place.repo,
    tier: 'reversible',
    timeoutMs: 120_000,
    env: { GIT_TERMINAL_PROMPT: '0' },
  })
  const end = await run(spec)
  return end.exitCode === 0 ? null : { failed: `${branch} could not be pushed: ${lastLine(end.output)}` }
}

async function pullRequest({ place, branch, title, body, run }: Publication): Promise<Published> {
  const at = { cwd: place.repo, timeoutMs: 60_000 }
  const list = await run(command(['gh', 'pr', 'list', '--head', branch, '--state', 'open', '--json', 'url'], at))
  if (list.exitCode === 0) {
    const known = addressIn(list.output)
    if (known !== null) return { url: known, isNew: false }
  }
  const create = [
    'gh',
    'pr',
    'create',
    `--title=${title}`,
    '--base',
    place.branch,
    '--head',
    branch,
    '--body-file',
    '-',
  ]
  const end = await run(command(create, { ...at, tier: 'reversible', input: body }))
  const url = end.exitCode === 0 ? addressIn(end.output) : null
  if (url !== null) return { url, isNew: true }
  return { failed: `${branch} is pushed, but no pull request was opened: ${lastLine(end.output)}` }
}

/** The first web address in what a program printed, or null. */
export function addressIn(output: string): string | null {
  return /https?:\/\/[^\s"'<>\\]+/.exec(output)?.[0] ?? null
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) || 'it said nothing'
}
