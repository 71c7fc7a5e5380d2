// How a suspected change is looked at: the diff, and what came after it.
import { type CommandSpec, command } from '../../incident/command.ts'
import { second } from '../../incident/time.ts'
import type { Hypothesis } from './types.ts'

const hardened = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager']
const plainDiff = ['--no-ext-diff', '--no-textconv', '--no-color']

/** git as everywhere: no hook, no pager, no external diff, and nothing in the repository may ask. */
function readGit(repository: string, verb: string, ...args: readonly string[]): CommandSpec {
  const env = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' }
  return command(['git', ...hardened, verb, ...args], { cwd: repository, env, timeoutMs: 30 * second })
}

/** The whole change a commit made. A name that could be an option is no commit. */
export function showCommit(repository: string, sha: string): CommandSpec | null {
  return /^[0-9a-f]{7,64}$/i.test(sha)
    ? readGit(repository, 'show', ...plainDiff, '--stat', '--patch', sha, '--')
    : null
}

export function commitTest(
  sha: string,
  repository: string | null,
): Pick<Hypothesis, 'asks' | 'trueIf' | 'falseIf' | 'tests'> {
  const show = repository === null ? null : showCommit(repository, sha)
  const range = `${sha}~3..HEAD`
  const after = (path: string) => readGit(path, 'log', '--oneline', '--no-decorate', '--no-color', range, '--')
  return {
    asks: `did ${sha.slice(0, 7)} change what now fails?`,
    trueIf: 'the diff touches what the errors name, and nothing after it mends that',
    falseIf: 'it touches nothing that fails, or was live for long before it began',
    tests: show && repository !== null ? [show, after(repository)] : [],
  }
}
