// Which commands would tell whether a hypothesis is true: read-only ones, chosen by what the hypothesis is about.
// A new kind of cause gets a row here.
import { type CommandSpec, command } from '../incident/command.ts'

export interface HypothesisTest {
  /** The question the commands answer. */
  readonly asks: string
  readonly trueIf: string
  readonly commands: readonly CommandSpec[]
}

export interface TestSubject {
  readonly kind: string
  readonly title: string
  readonly suspectSha: string | null
}

const hardened = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager']
const plainDiff = ['--no-ext-diff', '--no-textconv', '--no-color']
const seconds = 1000

/** git as everywhere: no hook, no pager, no external diff, and nothing in the repository may ask. */
function readGit(repository: string, verb: string, ...args: readonly string[]): CommandSpec {
  const env = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' }
  return command(['git', ...hardened, verb, ...args], { cwd: repository, env, timeoutMs: 30 * seconds })
}

/** The whole change a commit made. A name that could be an option is no commit. */
export function showCommit(repository: string, sha: string): CommandSpec | null {
  return /^[0-9a-f]{7,64}$/i.test(sha)
    ? readGit(repository, 'show', ...plainDiff, '--stat', '--patch', sha, '--')
    : null
}

interface Signature {
  readonly about: RegExp
  readonly asks: string
  readonly trueIf: string
  readonly commands: readonly (readonly string[])[]
}

/** First match wins; matched against kind and title. */
const signatures: readonly Signature[] = [
  {
    about: /pool|connection|database|\bdb\b|postgres|mysql/i,
    asks: 'are connections used up?',
    trueIf: 'there are as many connections to the database as it allows',
    commands: [
      ['ss', '-s'],
      ['ss', '-tn', 'state', 'established'],
      ['ss', '-tn', 'state', 'time-wait'],
    ],
  },
  {
    about: /disk|inode|space/i,
    asks: 'is a file system full?',
    trueIf: 'a file system has no blocks or inodes left',
    commands: [
      ['df', '-h'],
      ['df', '-i'],
    ],
  },
  {
    about: /memory|oom|swap|killed/i,
    asks: 'is memory short?',
    trueIf: 'little is available, or the kernel has killed a process',
    commands: [
      ['free', '-m'],
      ['ps', 'axo', 'pid,rss,pcpu,comm', '--sort=-rss'],
    ],
  },
  {
    about: /cpu|traffic|capacity|load|slow/i,
    asks: 'is there more work than the machine can do?',
    trueIf: 'the load is well over the number of cores',
    commands: [['uptime'], ['ps', 'axo', 'pid,pcpu,rss,comm', '--sort=-pcpu'], ['ss', '-s']],
  },
  {
    about: /dns|resolve|name/i,
    asks: 'are names resolved?',
    trueIf: 'the resolver does not answer, or answers wrongly',
    commands: [
      ['cat', '/etc/resolv.conf'],
      ['getent', 'hosts', 'localhost'],
    ],
  },
]

/** Null where no command is known to help: then looking is up to a person. */
export function testFor({ kind, title, suspectSha }: TestSubject, repository: string | null): HypothesisTest | null {
  if (suspectSha !== null) return repository === null ? null : testOfCommit(suspectSha, repository)
  const signature = signatures.find(({ about }) => about.test(`${kind} ${title}`))
  if (!signature) return null
  const { asks, trueIf, commands } = signature
  return { asks, trueIf, commands: commands.map(argv => command(argv, { timeoutMs: 30 * seconds })) }
}

function testOfCommit(sha: string, repository: string): HypothesisTest | null {
  const show = showCommit(repository, sha)
  if (!show) return null
  return {
    asks: `did ${sha.slice(0, 7)} change what now fails?`,
    trueIf: 'the diff touches what the errors name, and nothing after it mends that',
    commands: [show, readGit(repository, 'log', '--oneline', '--no-decorate', '--no-color', `${sha}~3..HEAD`, '--')],
  }
}
