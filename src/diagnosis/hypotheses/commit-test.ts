// How a suspected change is looked at: the diff, and what came after it.
import { type CommandSpec, command } from '../../incident/command.ts'
import { second } from '../../incident/time.ts'
import type { Hypothesis } from './types.ts'

const plainDiff = ['--no-ext-diff', '--no-textconv']

/** What a repository's settings may not choose, given by the environment so that the command stays short and exact. */
const settings = {
  'core.fsmonitor': 'false',
  'core.hooksPath': '/dev/null',
  'core.pager': 'cat',
  'color.ui': 'false',
  'log.showSignature': 'false',
  'log.decorate': 'false',
} as const

const env: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
  GIT_CONFIG_COUNT: String(Object.keys(settings).length),
  ...Object.fromEntries(
    Object.entries(settings).flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ),
}

/** git as everywhere: no hook, no pager, no external diff, and nothing in the repository may ask. */
function readGit(repository: string, verb: string, ...args: readonly string[]): CommandSpec {
  return command(['git', verb, ...args], { cwd: repository, env, timeoutMs: 30 * second })
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
  const after = (path: string) => readGit(path, 'log', '--oneline', range, '--')
  return {
    asks: `did ${sha.slice(0, 7)} change what now fails?`,
    trueIf: 'the diff touches what the errors name, not mended since',
    falseIf: 'it touches nothing that fails, or was live long before',
    tests: show && repository !== null ? [show, after(repository)] : [],
  }
}
