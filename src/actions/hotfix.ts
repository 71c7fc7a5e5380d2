// Fix B: a hotfix branch from production's newest commit, in a worktree of its own.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command } from '../incident/command.ts'
import { type Instant, toIso } from '../incident/time.ts'
import { commitOf, type FixPlace, failed, git, gitWords, type Rehearsal, short } from './git.ts'

/** Makes `hotfix/incident-YYYYMMDD` (with a number where that is taken) and says what bringing it in will take. */
export async function prepareHotfix(place: FixPlace, title: string, now: Instant): Promise<Rehearsal> {
  const { repo, remote, branch: production } = place
  await git(repo, ['fetch', '--quiet', '--', remote, production])
  const tip = await commitOf(repo, `refs/remotes/${remote}/${production}`)
  if (tip === null) return failed(`${remote}/${production} does not exist`)
  const branch = await freeBranch(repo, `hotfix/incident-${toIso(now).slice(0, 10).replaceAll('-', '')}`)
  const worktree = mkdtempSync(join(tmpdir(), 'incident-tui-hotfix-'))
  const added = await git(repo, ['worktree', 'add', '--quiet', '--force', '--no-track', '-b', branch, worktree, tip])
  if (added.exitCode !== 0) return failed(gitWords(added))
  return {
    outcome: 'clean',
    summary: `${branch} from ${remote}/${production} at ${short(tip)}`,
    worktree,
    revertSha: null,
    lastGood: tip,
    conflicts: [],
    checks: [{ title: `${remote}/${production} read anew`, ok: true, detail: short(tip) }],
    steps: stepsOf({ repo, worktree, remote, branch, production, title }),
  }
}

interface Hotfix {
  readonly repo: string
  readonly worktree: string
  readonly remote: string
  readonly branch: string
  readonly production: string
  readonly title: string
}

function stepsOf({ repo, worktree, remote, branch, production, title }: Hotfix): Rehearsal['steps'] {
  const inWorktree = { cwd: worktree, env: { GIT_TERMINAL_PROMPT: '0' }, timeoutMs: 120_000 }
  const reversible = { ...inWorktree, tier: 'reversible' as const }
  const words = `HOTFIX: ${title}`
  return [
    { id: 'edit', title: 'make the change in the worktree', tier: 'read', kind: 'edit' },
    step('commit', 'commit it', command(['git', 'commit', '--all', '--message', words], reversible)),
    step(
      'push',
      `push ${branch}`,
      command(['git', 'push', '--set-upstream', remote, branch], { ...reversible, cwd: repo }),
    ),
    step(
      'pr',
      'open the pull request',
      command(
        [
          'gh',
          'pr',
          'create',
          '--title',
          words,
          '--label',
          'urgent',
          '--base',
          production,
          '--head',
          branch,
          '--body',
          '',
        ],
        reversible,
      ),
    ),
  ]
}

function step(id: string, title: string, spec: ReturnType<typeof command>): Rehearsal['steps'][number] {
  return { id, title, command: spec, tier: spec.tier, kind: 'command' }
}

async function freeBranch(repo: string, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`
    if ((await commitOf(repo, `refs/heads/${name}`)) === null) return name
  }
}
