// Fix A: a revert rehearsed in a scratch worktree. The user's own working tree is never touched.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../incident/command.ts'
import type { FixStepPlan } from '../incident/events.ts'
import { commitOf, type FixPlace, failed, git, type Rehearsal, short, gitWords as words } from './git.ts'

/** Reverts the targets, newest first, on top of the remote's newest commit; says what pushing it would take. */
export async function rehearseRevert(place: FixPlace, targets: readonly string[]): Promise<Rehearsal> {
  const { repo, remote, branch } = place
  try {
    const fetched = await git(repo, ['fetch', '--quiet', '--', remote, branch])
    const tip = await commitOf(repo, `refs/remotes/${remote}/${branch}`)
    const shas = await Promise.all(targets.map(target => commitOf(repo, target)))
    const missing = targets.filter((_, index) => shas[index] === null)
    if (tip === null) return failed(`${remote}/${branch} does not exist`)
    if (missing.length > 0) return failed(`no such commit: ${missing.join(', ')}`)
    const ordered = await newestFirst(repo, shas as string[])
    const lastGood = await commitOf(repo, `${ordered.at(-1)}^`)
    const worktree = mkdtempSync(join(tmpdir(), 'incident-tui-revert-'))
    const added = await git(repo, ['worktree', 'add', '--quiet', '--detach', '--force', worktree, tip])
    if (added.exitCode !== 0) return failed(words(added))
    return await reverted({ ...place, tip, lastGood, worktree, isFresh: fetched.exitCode === 0 }, ordered)
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

export async function discardWorktree(repo: string, worktree: string): Promise<void> {
  await git(repo, ['worktree', 'remove', '--force', worktree])
  rmSync(worktree, { recursive: true, force: true })
  await git(repo, ['worktree', 'prune'])
}

interface Rehearsing extends FixPlace {
  readonly tip: string
  readonly lastGood: string | null
  readonly worktree: string
  readonly isFresh: boolean
}

async function reverted(at: Rehearsing, targets: readonly string[]): Promise<Rehearsal> {
  const { worktree, lastGood, remote, branch } = at
  const isMerge = await Promise.all(targets.map(async sha => (await commitOf(worktree, `${sha}^2`)) !== null))
  for (const [index, sha] of targets.entries()) {
    const mainline = isMerge[index] ? ['--mainline', '1'] : []
    const result = await git(worktree, ['revert', '--no-edit', ...mainline, sha])
    if (result.exitCode === 0) continue
    const conflicts = lines((await git(worktree, ['diff', '--name-only', '--diff-filter=U'])).stdout)
    await git(worktree, ['revert', '--abort'])
    await discardWorktree(at.repo, worktree)
    if (conflicts.length === 0) return { ...failed(words(result)), lastGood }
    const checks = [{ title: 'revert applies', ok: false, detail: conflicts.join(', ') }]
    const summary = `${short(sha)} cannot be reverted cleanly: ${conflicts.join(', ')} changed since`
    return { ...failed(summary), outcome: 'conflict', lastGood, conflicts, checks }
  }
  const revertSha = await commitOf(worktree, 'HEAD')
  const changed = lines((await git(worktree, ['diff', '--name-only', at.tip, 'HEAD'])).stdout)
  return {
    outcome: 'clean',
    summary: `${targets.map(short).join(', ')} reverts cleanly, ${changed.length} file${changed.length === 1 ? '' : 's'}`,
    worktree,
    revertSha,
    lastGood,
    conflicts: [],
    checks: [
      { title: 'revert applies', ok: true, detail: changed.join(', ') },
      { title: `${remote}/${branch} read anew`, ok: at.isFresh, detail: short(at.tip) },
    ],
    steps: stepsOf(at, revertSha as string),
  }
}

/** Pushed from the repository itself, which a push leaves alone: a remote given by a relative path is found only there. */
function stepsOf({ repo, remote, branch, deploy }: Rehearsing, revertSha: string): FixStepPlan[] {
  const push: FixStepPlan = {
    id: 'push',
    title: `push the revert to ${remote}/${branch}`,
    command: command(['git', 'push', remote, `${revertSha}:refs/heads/${branch}`], {
      cwd: repo,
      tier: 'danger',
      word: branch,
      env: { GIT_TERMINAL_PROMPT: '0' },
      timeoutMs: 120_000,
    }),
    tier: 'danger',
    kind: 'command',
    undo: `git revert ${short(revertSha)} and push again`,
  }
  if (!deploy) return [push]
  return [push, { id: 'deploy', title: 'deploy', command: deploy, tier: deploy.tier, kind: 'command' }]
}

async function newestFirst(repo: string, shas: readonly string[]): Promise<string[]> {
  if (shas.length < 2) return [...shas]
  const listed = await git(repo, ['rev-list', '--no-walk=sorted', '--topo-order', ...shas])
  return lines(listed.stdout)
}

const lines = (text: string): string[] => text.split('\n').filter(line => line !== '')
