// The ranked changes as hypotheses: each with its share of likelihood, told by the reasons of the ranking.
import type { Reason } from '../../incident/events.ts'
import type { Suspect, SuspectRanking } from '../suspects/types.ts'
import type { FixOption } from './types.ts'

export interface ChangeHypothesis {
  readonly id: string
  readonly kind: 'change' | 'config' | 'dependency'
  readonly title: string
  readonly suspectSha: string
  readonly reasons: readonly Reason[]
  readonly fixOptions: readonly FixOption[]
}

const proposedAtMost = 3
/** A share of one would be worth this much beside the prior. */
const shareWeight = 75
const leastShare = 0.05

/** Most outages begin with a change, so any change has this before anything else is known. */
const prior: Reason = { text: 'a change landed shortly before; most outages begin with one', points: 10 }

export function changeHypotheses({ suspects }: SuspectRanking): ChangeHypothesis[] {
  return suspects
    .slice(0, proposedAtMost)
    .filter(({ p }) => p >= leastShare)
    .map(suspect => {
      const { sha, subject, paths } = suspect
      const kind = kindOf(paths)
      const what = { change: 'change', config: 'configuration change', dependency: 'dependency change' }[kind]
      return {
        id: `change:${sha}`,
        kind,
        title: `${what} ${sha.slice(0, 7)} "${subject}"`,
        suspectSha: sha,
        reasons: [prior, ...shared(suspect, shareWeight * suspect.p)],
        fixOptions: changeFixes(sha),
      }
    })
}

export function changeFixes(sha: string): FixOption[] {
  return [
    { kind: 'revert', why: 'what was before it worked', targets: [sha] },
    { kind: 'hotfix', why: 'where a revert does not apply or takes too much with it' },
    { kind: 'mitigate', why: 'where the feature can be switched off sooner' },
  ]
}

/** The reasons of the ranking, scaled so that together they are worth the share of likelihood. */
function shared({ reasons, score, p }: Suspect, worth: number): Reason[] {
  if (score <= 0)
    return [{ text: `${Math.round(p * 100)} % likely, going by all that is known of the changes`, points: worth }]
  return reasons
    .map(({ text, points }) => ({ text, points: (points * worth) / score }))
    .filter(({ points }) => Math.abs(points) >= 0.05)
}

const configPath = /\.(?:ya?ml|toml|ini|conf|cfg|env|properties|json5?|hcl|tfvars)$|(?:^|\/)(?:config|conf|settings)\//i
const dependencyPath =
  /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Gemfile(?:\.lock)?|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?|requirements[\w.-]*\.txt|go\.(?:mod|sum)|Cargo\.(?:toml|lock)|composer\.(?:json|lock)|pom\.xml|build\.gradle(?:\.kts)?|DEPS)$/

function kindOf(paths: readonly string[]): ChangeHypothesis['kind'] {
  if (paths.length === 0) return 'change'
  if (paths.every(path => dependencyPath.test(path))) return 'dependency'
  return paths.every(path => configPath.test(path)) ? 'config' : 'change'
}
