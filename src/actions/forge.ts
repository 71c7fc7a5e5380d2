// gh as it is on this box: whether it can be used, and what has become of a pull request.
import { execa } from 'execa'
import { cleanText } from '../incident/redact.ts'
import { askNothing } from './run-command.ts'

type Env = Readonly<Record<string, string>>

function gh(cwd: string, args: readonly string[], env: Env) {
  return execa('gh', [...args], {
    cwd,
    env: { ...askNothing, NO_COLOR: '1', ...env },
    reject: false,
    timeout: 20_000,
    stdin: 'ignore',
    detached: true,
  })
}

/** Null where gh can be used, else why not. */
export async function whyNoGh(cwd: string, env: Env = {}): Promise<string | null> {
  const { exitCode, code, timedOut } = await gh(cwd, ['auth', 'status'], env)
  if (exitCode === 0) return null
  if (code === 'ENOENT') return 'gh is not installed'
  return timedOut ? 'gh does not answer' : 'gh is not signed in'
}

export interface PullRequestState {
  readonly state: 'open' | 'merged' | 'closed'
  readonly url: string
  /** `checks 2 of 3, review needed`. */
  readonly words: string
}

interface Reported {
  readonly state?: string
  readonly url?: string
  readonly reviewDecision?: string
  readonly statusCheckRollup?: readonly {
    readonly conclusion?: string
    readonly status?: string
    readonly state?: string
  }[]
}

/** Of the branch's newest pull request; null where there is none. Throws a sentence where gh cannot tell. */
export async function pullRequestOf(cwd: string, branch: string, env: Env = {}): Promise<PullRequestState | null> {
  const fields = 'state,url,reviewDecision,statusCheckRollup'
  const { exitCode, stdout, stderr, code } = await gh(
    cwd,
    ['pr', 'list', '--head', branch, '--state', 'all', '--limit', '1', '--json', fields],
    env,
  )
  if (code === 'ENOENT') throw new Error('gh is not installed')
  if (exitCode !== 0) throw new Error(cleanText(stderr.trim().split('\n')[0] ?? '') || 'gh failed without a word')
  const [found] = parsed(stdout)
  if (!found) return null
  const state = found.state === 'MERGED' ? 'merged' : found.state === 'CLOSED' ? 'closed' : 'open'
  return { state, url: cleanText(found.url ?? ''), words: state === 'open' ? openWords(found) : state }
}

function parsed(text: string): Reported[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? (value as Reported[]) : []
  } catch {
    throw new Error('gh answered with something that is no JSON')
  }
}

function openWords({ statusCheckRollup: checks = [], reviewDecision }: Reported): string {
  const results = checks.map(check => check.conclusion || check.state || check.status || '')
  const passed = results.filter(result => /^(SUCCESS|NEUTRAL|SKIPPED)$/.test(result)).length
  const failedOnes = results.filter(result =>
    /^(FAILURE|ERROR|TIMED_OUT|CANCELLED|ACTION_REQUIRED)$/.test(result),
  ).length
  const words = [
    checks.length === 0 ? 'no checks' : `checks ${passed} of ${checks.length}`,
    failedOnes > 0 && `${failedOnes} failed`,
    reviewDecision === 'REVIEW_REQUIRED' && 'review needed',
    reviewDecision === 'CHANGES_REQUESTED' && 'changes requested',
    reviewDecision === 'APPROVED' && 'approved',
  ]
  return words.filter(Boolean).join(', ')
}
