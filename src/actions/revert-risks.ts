// What a revert that applies can still break: who has built on the change, what a revert of code does not take back,
// and feature flags it would ask for that are gone.
import { revertRisks } from '../diagnosis/suspects/revert-risk.ts'
import type { RehearsalCheck } from '../incident/events.ts'
import { cleanText } from '../incident/redact.ts'
import { git, gitLines, short } from './git.ts'

interface Reverted {
  readonly sha: string
  readonly subject: string
  readonly author: string
  readonly at: number
  readonly paths: readonly string[]
}

export interface RiskOf {
  readonly repo: string
  readonly tip: string
  readonly targets: readonly { readonly sha: string }[]
  /** The revert, as made. */
  readonly revertSha: string
}

/** Kinds that make a revert unsafe rather than worth a look. */
const unsafe: ReadonlySet<string> = new Set(['migration'])

export interface Risks {
  readonly checks: readonly RehearsalCheck[]
  readonly isUnsafe: boolean
}

export async function risksOf(at: RiskOf): Promise<Risks> {
  const { repo, tip, targets } = at
  const own = new Set(targets.map(target => target.sha))
  const changes = await Promise.all(targets.map(({ sha }) => commitsWith(repo, ['--max-count=1', sha])))
  const oldest = targets.at(-1)?.sha ?? tip
  const paths = changes.flat().flatMap(change => change.paths)
  const later = paths.length === 0 ? [] : await commitsWith(repo, [`${oldest}..${tip}`, '--', ...new Set(paths)])
  const others = later.filter(change => !own.has(change.sha))
  const risks = changes.flat().flatMap(change => revertRisks(change, others))
  const builtOn = risks.filter(risk => risk.kind === 'built-on')
  const rest = risks.filter(risk => risk.kind !== 'built-on' && risk.kind !== 'already-reverted')
  const flags = await goneFlags(at)
  return {
    checks: [
      builtOn.length === 0
        ? check('no later commits', true, 'nobody has changed these files since')
        : check('later commits', false, builtOn[0]?.text ?? ''),
      ...rest.map(risk => check(risk.kind, false, risk.text)),
      ...(rest.length === 0 ? [check('no migration', true, 'nothing a revert of code leaves behind')] : []),
      ...flags.map(flag => check('flag gone', false, `it asks for the flag ${flag}, which is no longer there`)),
    ],
    isUnsafe: flags.length > 0 || rest.some(risk => unsafe.has(risk.kind)),
  }
}

function check(title: string, ok: boolean, detail: string): RehearsalCheck {
  return { title, ok, detail: cleanText(detail) }
}

const fieldEnd = '\x1f'

async function commitsWith(repo: string, what: readonly string[]): Promise<Reverted[]> {
  const format = `--format=\x1e%H${fieldEnd}%s${fieldEnd}%an${fieldEnd}%ct`
  const { exitCode, stdout } = await git(repo, [
    'log',
    '-m',
    '--first-parent',
    '--name-only',
    '--no-renames',
    format,
    ...what,
  ])
  if (exitCode !== 0) return []
  return stdout
    .split('\x1e')
    .slice(1)
    .map(entry => {
      const [head = '', ...paths] = entry.split('\n').filter(line => line !== '')
      const [sha = '', subject = '', author = '', at = '0'] = head.split(fieldEnd)
      return { sha, subject, author, at: Number(at) * 1000, paths }
    })
}

const flagUse =
  /(?:flags?|features?|toggles?|experiments?|isEnabled|is_enabled|enabled)[\w.]*\s*[([.]\s*['"`]([\w.:-]{3,60})['"`]/gi

/** Flags that the revert brings back into use and that nothing on the production branch names any more. */
async function goneFlags({ repo, tip, revertSha }: RiskOf): Promise<string[]> {
  const added = (
    await gitLines(repo, ['diff', '--unified=0', '--no-ext-diff', '--no-textconv', tip, revertSha])
  ).filter(line => line.startsWith('+') && !line.startsWith('+++'))
  const names = new Set(added.flatMap(line => [...line.matchAll(flagUse)].map(match => match[1] as string)))
  const gone: string[] = []
  for (const name of [...names].slice(0, 20)) {
    const found = await git(repo, ['grep', '--quiet', '--fixed-strings', '-e', name, tip])
    if (found.exitCode === 1) gone.push(name)
  }
  return gone
}

/** The commits that changed a conflicting file since, as words: `4c1d2e0 by lee`. */
export async function changedSince(repo: string, from: string, tip: string, path: string): Promise<string> {
  const since = await commitsWith(repo, ['--max-count=3', `${from}..${tip}`, '--', path])
  return since.map(({ sha, author }) => `${short(sha)} by ${cleanText(author)}`).join(', ')
}
