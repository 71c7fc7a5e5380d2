// What makes taking a change back risky: what a revert does not undo, and who has built on it since.
import { takenBack } from './kinds.ts'
import type { CandidateChange } from './types.ts'

export interface RevertRisk {
  readonly kind: 'built-on' | 'migration' | 'contract' | 'dependencies' | 'infrastructure' | 'already-reverted'
  /** One sentence for the person who decides. */
  readonly text: string
}

type Reverted = Pick<CandidateChange, 'sha' | 'subject' | 'author' | 'at' | 'paths' | 'reverts'>

const pathRisks: readonly (readonly [RevertRisk['kind'], RegExp, (path: string) => string])[] = [
  [
    'migration',
    /(?:^|\/)(?:db\/migrate|migrations?|alembic\/versions|liquibase|flyway)\/|(?:^|\/)(?:[VU]\d[\w.]*__\w+|\d{10,14}_\w+)\.\w+$|(?:^|\/)(?:schema\.(?:prisma|rb|sql)|structure\.sql)$/i,
    path => `${path} is a database migration: a revert of the code does not take back what it did to the data`,
  ],
  [
    'contract',
    /\.(?:proto|thrift|avsc|graphqls?|wsdl)$|(?:^|\/)(?:openapi|swagger)[\w.-]*\.(?:ya?ml|json)$/i,
    path => `${path} is a contract: callers may rely on it by now`,
  ],
  [
    'dependencies',
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Gemfile\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|requirements[\w.-]*\.txt|go\.sum|Cargo\.lock|composer\.lock|pom\.xml|build\.gradle(?:\.kts)?)$/,
    path => `${path} changes dependencies: they have to be installed again`,
  ],
  [
    'infrastructure',
    /\.tf(?:vars)?$|(?:^|\/)(?:Dockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml|Chart\.yaml|kustomization\.ya?ml)$|(?:^|\/)(?:k8s|kubernetes|helm|terraform|ansible)\//,
    path => `${path} is infrastructure: it has to be applied, a deploy of the code may not do that`,
  ],
]

/** Risks of reverting `change`; `others` are all known changes of the branch, in any order. */
export function revertRisks(change: Reverted, others: readonly Reverted[]): RevertRisk[] {
  const risks: RevertRisk[] = []
  const newestFirst = [...new Set([...others, change])].sort((a, b) => b.at - a.at)
  const by = [...takenBack(newestFirst)].find(([taken]) => taken.sha === change.sha)?.[1]
  if (by) risks.push({ kind: 'already-reverted', text: `${short(by)} has already taken it back` })
  const own = new Set(change.paths)
  const later = others.filter(other => other.sha !== change.sha && other.at >= change.at && other !== by)
  const builtOn = later.filter(other => other.paths.some(path => own.has(path)))
  if (builtOn.length > 0) {
    const names = builtOn.slice(0, 3).map(short).join(', ')
    const more = builtOn.length > 3 ? ` and ${builtOn.length - 3} more` : ''
    const files = [...own].filter(path => builtOn.some(other => other.paths.includes(path)))
    const places = files.length === 1 ? files[0] : `${files.length} of its files`
    const since = builtOn.length === 1 ? '1 later change touches' : `${builtOn.length} later changes touch`
    risks.push({ kind: 'built-on', text: `${since} ${places}: ${names}${more}` })
  }
  for (const [kind, pattern, text] of pathRisks) {
    const path = change.paths.find(one => pattern.test(one))
    if (path !== undefined) risks.push({ kind, text: text(path) })
  }
  return risks
}

function short({ sha }: Pick<Reverted, 'sha'>): string {
  return sha.slice(0, 7)
}
