// How a suspected change is looked at: the diff, and what came after it.
import { type CommandSpec, command } from '../../incident/command.ts'
import type { Reason } from '../../incident/events.ts'
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

/** `reasons` are those of the ranking: where they name a place in a trace, that place is looked at first. */
export function commitTest(
  sha: string,
  repository: string | null,
  reasons: readonly Reason[] = [],
): Pick<Hypothesis, 'asks' | 'trueIf' | 'falseIf' | 'tests'> {
  const show = repository === null ? null : showCommit(repository, sha)
  const after = (path: string) => readGit(path, 'log', '--oneline', `${sha}~3..HEAD`, '--')
  return {
    asks: `did ${sha.slice(0, 7)} change what now fails?`,
    trueIf: 'the diff touches what the errors name, not mended since',
    falseIf: 'it touches nothing that fails, or was live long before',
    tests:
      show && repository !== null ? [...placeTests(sha, repository, placeIn(reasons)), show, after(repository)] : [],
  }
}

interface Place {
  readonly path: string
  readonly line: number | null
}

/** Lines to either side of the one that failed. */
const around = 5

/** What the commit did to the file of the trace, and who wrote the lines around the one that failed. */
function placeTests(sha: string, repository: string, place: Place | null): CommandSpec[] {
  if (place === null) return []
  const { path, line } = place
  const show = readGit(repository, 'show', ...plainDiff, sha, '--', path)
  if (line === null) return [show]
  const lines = `${Math.max(1, line - around)},${line + around}:${path}`
  return [show, readGit(repository, 'log', ...plainDiff, '-3', '-L', lines)]
}

function placeIn(reasons: readonly Reason[]): Place | null {
  for (const { text } of reasons) {
    const wrote = /^wrote line (\d+) of (.+), a frame of the stack trace$/.exec(text)
    if (wrote) return { path: wrote[2] as string, line: Number(wrote[1]) }
    const touched = /^touches (.+), a file of the stack trace$/.exec(text)
    if (touched) return { path: touched[1] as string, line: null }
  }
  return null
}
