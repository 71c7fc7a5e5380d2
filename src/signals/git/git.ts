// The one way this program reads a repository: no hooks, no pager, no helpers, no network, nothing asked, nothing written.
import { execa } from 'execa'
import { cleanText } from '../../incident/redact.ts'

/** What went wrong, in words for a person. */
export class GitTrouble extends Error {}

export interface GitOptions {
  readonly input?: string
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Called with standard output as it comes, instead of collecting it. */
  readonly onOutput?: (chunk: Buffer) => void
  /** Exit codes that are answers and not failures. */
  readonly alsoFine?: readonly number[]
}

const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'core.bigFileThreshold=512k',
  'color.ui=false',
  'log.showSignature=false',
  'log.follow=false',
  'log.showRoot=true',
  'diff.relative=false',
  'protocol.allow=never',
].flatMap(setting => ['-c', setting])

/** Flags for everything that shows changes. */
export const plainDiff = ['--no-color', '--no-ext-diff', '--no-textconv', '--no-renames', '--ignore-submodules=none']

const environment = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C',
  // A hook or an alias that started us must not choose another repository than the one that was named.
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_EXTERNAL_DIFF: undefined,
}
const mostBytes = 256 * 1024 * 1024

/** Standard output of a git command that only reads. Throws GitTrouble. */
export async function git(repo: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  const child = execa('git', ['--no-pager', ...settings, ...args], {
    cwd: repo,
    env: environment,
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
    ...(options.signal ? { cancelSignal: options.signal } : {}),
    timeout: options.timeoutMs ?? 30_000,
    maxBuffer: mostBytes,
    buffer: { stdout: options.onOutput === undefined },
    stripFinalNewline: false,
    reject: false,
  })
  if (options.onOutput) child.stdout?.on('data', options.onOutput)
  const { exitCode, stdout, stderr, timedOut, isCanceled, isMaxBuffer, code } = await child
  if (exitCode === 0 || (exitCode !== undefined && options.alsoFine?.includes(exitCode))) return stdout ?? ''
  if (code === 'ENOENT' || code === 'ENOTDIR')
    throw new GitTrouble(`git is not installed, or ${cleanText(repo)} is no folder`)
  if (timedOut) throw new GitTrouble(`git ${args[0]} took longer than ${(options.timeoutMs ?? 30_000) / 1000} s`)
  if (isCanceled) throw new GitTrouble(`git ${args[0]} was stopped`)
  if (isMaxBuffer) throw new GitTrouble(`git ${args[0]} printed more than can be held: take a shorter window`)
  throw new GitTrouble(saying(repo, stderr ?? ''))
}

function saying(repo: string, stderr: string): string {
  if (/not a git repository/i.test(stderr)) return `${cleanText(repo)} is not in a git repository`
  if (/dubious ownership/i.test(stderr))
    return `git refuses ${cleanText(repo)}: it belongs to another user (git config --global --add safe.directory …)`
  const line = stderr.split('\n').find(one => /^(?:fatal|error):/.test(one)) ?? stderr.split('\n')[0]
  return `git: ${cleanText((line ?? '').replace(/^(?:fatal|error):\s*/, '')) || 'failed without a word'}`
}
