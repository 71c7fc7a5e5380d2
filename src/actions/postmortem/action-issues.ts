// Action items as issues through gh. Rule: an item has one issue. Its body carries the item's id, so that an issue whose
// link was lost (a crash between the two) is found again instead of being made a second time.
import { command } from '../../incident/command.ts'
import type { ActionItem, IncidentState } from '../../incident/state.ts'
import { words } from '../../postmortem/escape.ts'
import { addressIn, lastLine } from './pull-request.ts'
import type { RunAndRecord } from './run-and-record.ts'

export interface IssueTarget {
  /** owner/name; null is the repository of the folder. */
  readonly repo: string | null
  readonly labels: readonly string[]
  readonly cwd: string
}

export type FiledIssue =
  | { readonly item: ActionItem; readonly link: string; readonly isNew: boolean }
  | { readonly item: ActionItem; readonly failed: string }

/** Open items without a link, in their order. */
export function itemsToFile({ actionItems }: IncidentState): ActionItem[] {
  return actionItems.filter(item => !item.dropped && !item.done && item.link === null)
}

export async function fileIssue(
  item: ActionItem,
  incident: Pick<IncidentState, 'title' | 'id'>,
  { target, run }: { readonly target: IssueTarget; readonly run: RunAndRecord },
): Promise<FiledIssue> {
  const repo = target.repo === null ? [] : ['--repo', target.repo]
  const at = { cwd: target.cwd, timeoutMs: 60_000 }
  const search = ['gh', 'issue', 'list', '--state', 'all', '--search', `"${marker(item)}" in:body`]
  const found = await run(command([...search, '--json', 'url,body', '--limit', '20', ...repo], at))
  const known = found.exitCode === 0 ? knownIssue(found.output, marker(item)) : null
  if (known !== null) return { item, link: known, isNew: false }
  if (found.outcome === 'failedToStart') return { item, failed: lastLine(found.output) }
  const labels = target.labels.flatMap(label => ['--label', label])
  const create = ['gh', 'issue', 'create', `--title=${item.text}`, '--body-file', '-', ...labels, ...repo]
  const end = await run(command(create, { ...at, tier: 'reversible', input: issueBody(item, incident) }))
  const link = end.exitCode === 0 ? addressIn(end.output) : null
  return link === null ? { item, failed: lastLine(end.output) } : { item, link, isNew: true }
}

function marker({ id }: ActionItem): string {
  return `action item ${id}`
}

function issueBody(item: ActionItem, { title }: Pick<IncidentState, 'title'>): string {
  const { kind, priority, owner, due } = item
  const lines = [
    `From the post-mortem of: ${words(title)}`,
    '',
    `- Kind: ${kind}`,
    `- Priority: ${priority}`,
    ...(owner === null ? [] : [`- Owner: ${words(owner)}`]),
    ...(due === null ? [] : [`- Due: ${words(due)}`]),
    '',
    `<!-- ${marker(item)} -->`,
  ]
  return `${lines.join('\n')}\n`
}

/** Only an issue whose body really carries the mark counts: a search finds similar words too. */
function knownIssue(output: string, mark: string): string | null {
  try {
    const issues: unknown = JSON.parse(output.slice(output.indexOf('[')))
    if (!Array.isArray(issues)) return null
    const found = issues.find(issue => String(issue?.body ?? '').includes(mark))
    return typeof found?.url === 'string' ? addressIn(found.url) : null
  } catch {
    return null
  }
}
