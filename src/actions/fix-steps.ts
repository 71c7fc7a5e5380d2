// The steps that bring a change in, as data: push, pull request, merge, deploy, watch. A plan is put together from these.
import { type CommandSpec, command } from '../incident/command.ts'
import type { FixStepPlan } from '../incident/events.ts'
import { type FixPlace, short } from './git.ts'
import { pullRequestAddress } from './pull-request-address.ts'

const pushTimeout = 120_000

function step(id: string, title: string, spec: CommandSpec, rest: Partial<FixStepPlan> = {}): FixStepPlan {
  return { id, title, command: spec, tier: spec.tier, kind: 'command', ...rest }
}

/** Made by the rehearsal already. */
export function commitStep(sha: string, subject: string): FixStepPlan {
  return { id: 'commit', title: `${short(sha)} ${subject}`, tier: 'read', kind: 'command', made: 'made, local' }
}

/**
 * Pushed from the repository itself, which a push leaves alone: a remote given by a relative path is found only there.
 * Without force: where the branch has moved meanwhile the remote refuses, and nothing is changed.
 */
export function pushToProduction(
  { repo, remote, branch }: FixPlace,
  what: { sha: string; tip: string; by?: string },
): FixStepPlan {
  const { sha, tip, by = sha } = what
  const spec = command(['git', 'push', remote, `${by}:refs/heads/${branch}`], {
    cwd: repo,
    tier: 'danger',
    word: 'revert',
    timeoutMs: pushTimeout,
  })
  const undo = `git revert ${short(sha)}, push again`
  return step('push', `${remote} ${branch}, ${short(tip)} → ${sha === by ? short(sha) : by}`, spec, { undo })
}

export function pushBranch({ repo, remote }: FixPlace, branch: string, refspec = branch): FixStepPlan {
  const rest = { cwd: repo, tier: 'reversible', timeoutMs: pushTimeout } as const
  const spec = command(['git', 'push', '--set-upstream', remote, refspec], rest)
  return step('push', `${branch} to ${remote}`, spec, { undo: `git push ${remote} --delete ${branch}` })
}

export interface PullRequest {
  readonly branch: string
  readonly title: string
  readonly worktree: string
  /** Why gh cannot be used, or null. */
  readonly noGh: string | null
  readonly remoteUrl: string
}

/** The pull request and its merge; by hand, with the address and the body ready, where gh cannot be used. */
export function pullRequestSteps({ branch: base, repo }: FixPlace, request: PullRequest): FixStepPlan[] {
  const { branch, title, noGh, remoteUrl } = request
  const waits = { kind: 'merge', what: branch } as const
  if (noGh !== null) {
    const address = pullRequestAddress(remoteUrl, { base, branch })
    const words = address === null ? `open one for ${branch} where you review` : address
    return [
      { id: 'pr', title: words, tier: 'read', kind: 'hand', ...(address !== null && { address }) },
      { id: 'merge', title: `until ${branch} is merged`, tier: 'read', kind: 'hand' },
    ]
  }
  const argv = ['gh', 'pr', 'create', '--title', title, '--label', 'urgent', '--base', base, '--head', branch]
  const spec = command([...argv, '--body-file', '-'], { cwd: repo, tier: 'reversible', timeoutMs: 60_000, input: '' })
  return [
    step('pr', `gh pr create --title "${title}" --label urgent`, spec, { undo: `gh pr close ${branch}` }),
    { id: 'merge', title: 'checks and review, until it is merged', tier: 'read', kind: 'watch', waitsFor: waits },
  ]
}

/** The deploy command, where pushing alone does not deploy, and the waiting for what it brings. `sha` empty: whatever is newest. */
export function goLiveSteps({ deploy, liveBy = 'signals' }: FixPlace, sha: string): FixStepPlan[] {
  const what = sha === '' ? 'the fix' : short(sha)
  const title =
    liveBy === 'signals' ? 'every signal back inside, then Verify' : `${what} live and every signal back, then Verify`
  return [
    ...(deploy ? [step('deploy', deploy.argv.join(' '), deploy)] : []),
    { id: 'watch', title, tier: 'read', kind: 'watch', waitsFor: { kind: 'live', what: sha, by: liveBy } },
  ]
}

/** What is asked before a change is pushed: the tests that the configuration names. */
export function testSteps({ tests = [] }: FixPlace, worktree: string): FixStepPlan[] {
  return tests.map((argv, index) =>
    step(`test-${index + 1}`, argv.join(' '), command(argv, { cwd: worktree, timeoutMs: 15 * 60_000 })),
  )
}
