// What Kubernetes and Helm rolled out and when, asked of kubectl and helm, which only read here.
// Rule: what they answer is data of strangers; an answer of another form is said and not guessed at.
import type { Config } from '../config/schema.ts'
import { cleanText } from '../incident/redact.ts'
import { fromIso, type Instant, minute } from '../incident/time.ts'
import type { Change } from '../telemetry/types.ts'
import { howItEnded, runQuietly } from './quiet-process.ts'

type Kubernetes = NonNullable<Config['changes']['kubernetes']>
type Helm = NonNullable<Config['changes']['helm']>
type Raw = Readonly<Record<string, unknown>>

const timeoutMs = 20_000

export function rolloutArgv({ namespace }: Kubernetes): string[] {
  return [
    'kubectl',
    'get',
    'deployments,replicasets',
    '--output=json',
    ...(namespace ? ['--namespace', namespace] : []),
  ]
}

export function helmArgv({ release, namespace }: Helm): string[] {
  return ['helm', 'history', release, '--max=20', '--output=json', ...(namespace ? ['--namespace', namespace] : [])]
}

/** Rollouts of one deployment, newest first. Throws an Error that says why not. */
export async function readRollouts(of: Kubernetes, cwd: string, stop: AbortSignal): Promise<Change[]> {
  const items = listOf(mapOf(await jsonOf(rolloutArgv(of), cwd, stop)).items)
  const deployment = items.find(item => item.kind === 'Deployment' && mapOf(item.metadata).name === of.deployment)
  if (!deployment) throw new Error(`there is no deployment ${cleanText(of.deployment)}`)
  const sets = items.filter(item => {
    const owners = listOf(mapOf(item.metadata).ownerReferences)
    return item.kind === 'ReplicaSet' && owners.some(owner => owner.name === of.deployment)
  })
  const found = sets.flatMap((set): (Change & { revision: number })[] => {
    const { annotations, creationTimestamp } = mapOf(set.metadata)
    const revision = Number(mapOf(annotations)['deployment.kubernetes.io/revision'])
    const created = fromIso(String(creationTimestamp))
    if (!(revision > 0) || created === null) return []
    const cause = mapOf(annotations)['kubernetes.io/change-cause']
    const what = typeof cause === 'string' ? cause : imagesOf(set)
    const subject = cleanText(`${of.deployment} revision ${revision}${what ? `: ${what}` : ''}`)
    const ref = cleanText(tagOf(set) ?? `${of.deployment}@${revision}`)
    return [{ kind: 'rollout', ref, subject, author: '', at: created, revision }]
  })
  const current = Math.max(0, ...found.map(one => one.revision))
  const turnedAt = progressOf(deployment)
  return found
    .map(({ revision, ...change }) => {
      // Rolling back takes an old replica set up again: then it was now, and not when that was made.
      const isBack = revision === current && turnedAt !== null && turnedAt - change.at > 15 * minute
      return isBack ? { ...change, at: turnedAt, subject: `${change.subject} (taken up again)` } : change
    })
    .sort((a, b) => b.at - a.at)
}

/** Releases of one chart, newest first. Throws an Error that says why not. */
export async function readReleases(of: Helm, cwd: string, stop: AbortSignal): Promise<Change[]> {
  const rows = listOf(await jsonOf(helmArgv(of), cwd, stop))
  return rows
    .flatMap((row): Change[] => {
      const at = fromIso(String(row.updated))
      if (at === null) return []
      const words = [row.chart, row.app_version, row.status, row.description].filter(
        one => typeof one === 'string' && one,
      )
      const subject = cleanText(`${of.release} revision ${row.revision}: ${words.join(', ')}`)
      return [{ kind: 'rollout', ref: cleanText(`${of.release}@${row.revision}`), subject, author: '', at }]
    })
    .sort((a, b) => b.at - a.at)
}

async function jsonOf(argv: readonly string[], cwd: string, stop: AbortSignal): Promise<unknown> {
  const end = await runQuietly({ argv, cwd, stop, timeoutMs, mostBytes: 64 * 1024 * 1024 })
  if (end.timedOut) throw new Error(`no answer within ${timeoutMs / 1000} s`)
  if (end.notStarted !== null) throw new Error(end.notStarted)
  if (end.exitCode !== 0)
    throw new Error(cleanText(end.stderr.trim().split('\n').at(-1) || howItEnded(end)).slice(0, 200))
  try {
    return JSON.parse(end.stdout)
  } catch {
    throw new Error(`${argv[0]} does not answer with JSON`)
  }
}

/** When the deployment last moved on to what it runs now. */
function progressOf(deployment: Raw): Instant | null {
  const conditions = listOf(mapOf(deployment.status).conditions)
  const progressing = conditions.find(one => one.type === 'Progressing')
  return progressing ? fromIso(String(progressing.lastTransitionTime ?? progressing.lastUpdateTime)) : null
}

function containersOf(set: Raw): Raw[] {
  return listOf(mapOf(mapOf(mapOf(set.spec).template).spec).containers)
}

function imagesOf(set: Raw): string {
  return containersOf(set)
    .map(one => String(one.image ?? ''))
    .join(', ')
}

/** The tag of the first image: what people know a version by. */
function tagOf(set: Raw): string | null {
  return /:([\w][\w.-]{0,127})$/.exec(String(containersOf(set)[0]?.image ?? ''))?.[1] ?? null
}

function listOf(value: unknown): Raw[] {
  return Array.isArray(value) ? value.map(mapOf) : []
}

function mapOf(value: unknown): Raw {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Raw) : {}
}
