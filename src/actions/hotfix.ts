// Fix B: a hotfix branch from production's newest commit, in a worktree of its own. Making it again adopts what is there.
import { existsSync } from 'node:fs'
import { command } from '../incident/command.ts'
import { type Instant, toIso } from '../incident/time.ts'
import { goLiveSteps, pullRequestSteps, pushBranch, testSteps } from './fix-steps.ts'
import { whyNoGh } from './forge.ts'
import { commitOf, type FixPlace, failed, git, gitLines, newestOf, type Rehearsal, short } from './git.ts'
import { makeWorktree } from './worktree.ts'

export interface HotfixOrder {
  readonly place: FixPlace
  readonly title: string
  /** Where the worktree is made; the same for the same fix. */
  readonly path: string
  readonly now: Instant
  readonly env?: Readonly<Record<string, string>>
}

/** Makes `hotfix/incident-YYYYMMDD` (with a number where that is taken) and says what bringing it in will take. */
export async function prepareHotfix(order: HotfixOrder): Promise<Rehearsal> {
  try {
    return await prepare(order)
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

async function prepare({ place, title, path, now, env }: HotfixOrder): Promise<Rehearsal> {
  const { repo, remote, branch: production } = place
  const { tip, isFresh, why } = await newestOf(place)
  if (tip === null) return failed(`${remote}/${production} does not exist: ${why || 'name it under changes.git.ref'}`)
  const left = await branchLeftAt(path)
  const branch = left ?? (await freeBranch(place, `hotfix/incident-${dayOf(now)}`))
  const trouble = left === null ? await makeWorktree({ repo, path, tip, branch }) : null
  if (trouble !== null) return failed(`no worktree could be made: ${trouble}`)
  const noGh = await whyNoGh(repo, env)
  const remoteUrl = (await gitLines(repo, ['remote', 'get-url', remote]))[0] ?? ''
  const request = { branch, title: `HOTFIX: ${title}`, worktree: path, noGh, remoteUrl }
  return {
    outcome: 'clean',
    summary: `${branch} from ${remote}/${production} at ${short(tip)}`,
    worktree: path,
    revertSha: null,
    lastGood: tip,
    conflicts: [],
    checks: [
      { title: `${remote}/${production} read anew`, ok: isFresh, detail: isFresh ? short(tip) : why },
      { title: 'gh', ok: noGh === null, detail: noGh ?? 'signed in' },
    ],
    steps: [
      {
        id: 'worktree',
        title: 'make the worktree',
        tier: 'read',
        kind: 'command',
        made: left === null ? 'made' : 'found again',
      },
      { id: 'edit', title: 'the change, in $EDITOR or a shell', tier: 'read', kind: 'edit' },
      {
        id: 'review',
        title: 'the diff, on screen',
        command: command(['git', '--no-pager', 'diff', '--no-color', '--no-ext-diff', '--no-textconv', tip], {
          cwd: path,
          timeoutMs: 30_000,
        }),
        tier: 'read',
        kind: 'command',
      },
      ...testSteps(place, path),
      {
        id: 'commit',
        title: `HOTFIX: ${title}`,
        command: command(['git', 'commit', '--all', '--message', `HOTFIX: ${title}`], {
          cwd: path,
          tier: 'reversible',
          timeoutMs: 10 * 60_000,
        }),
        tier: 'reversible',
        kind: 'command',
        undo: 'git reset --soft HEAD~1, in the worktree',
      },
      pushBranch(place, branch),
      ...pullRequestSteps(place, request),
      ...goLiveSteps(place, ''),
    ],
  }
}

/** The branch of a worktree that a crash left at this place, or null. */
async function branchLeftAt(path: string): Promise<string | null> {
  if (!existsSync(path)) return null
  const { exitCode, stdout } = await git(path, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  return exitCode === 0 && stdout.startsWith('hotfix/') ? stdout.trim() : null
}

/** Taken neither here nor at the remote. */
async function freeBranch({ repo, remote }: FixPlace, wanted: string): Promise<string> {
  const listed = await gitLines(repo, ['ls-remote', '--heads', remote, `${wanted}*`])
  const there = new Set(listed.map(line => line.split('\t')[1]?.replace('refs/heads/', '')))
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`
    if (!there.has(name) && (await commitOf(repo, `refs/heads/${name}`)) === null) return name
  }
}

export function dayOf(now: Instant): string {
  return toIso(now).slice(0, 10).replaceAll('-', '')
}
