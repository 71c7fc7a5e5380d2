// Follows what happens elsewhere until a step is over: a pull request until it is merged, a deploy until its version
// is live. Asks again and again, says only what has changed, and ends with the answer or when it is told to.

import { setTimeout as pause } from 'node:timers/promises'
import { cleanText } from '../incident/redact.ts'
import type { FixState } from '../incident/state.ts'
import { basicAuth, withoutUser } from '../signals/address-user.ts'
import { pullRequestOf } from './forge.ts'
import { type FixPlace, short } from './git.ts'
import type { StepFinding } from './inspect-step.ts'

export interface Watching {
  readonly place: FixPlace
  readonly step: FixState['steps'][number]
  readonly env?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly everyMs?: number
}

/** Answers with each finding that differs from the last; a merge ends it, a live version is said and left to the signals. */
export async function watchStep(at: Watching, answer: (finding: StepFinding) => void): Promise<void> {
  const { step, signal, everyMs = step.waitsFor?.kind === 'merge' ? 10_000 : 2000 } = at
  let last = ''
  while (!signal.aborted) {
    const finding = await look(at).catch(
      (error: unknown): StepFinding => ({ state: 'running', detail: wordsOf(error) }),
    )
    if (signal.aborted) return
    if (`${finding.state} ${finding.detail}` !== last) answer(finding)
    last = `${finding.state} ${finding.detail}`
    if (finding.state !== 'running' || / is live$/.test(finding.detail)) return
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

function look(at: Watching): Promise<StepFinding> {
  return at.step.waitsFor?.kind === 'merge' ? lookAtMerge(at) : lookAtVersion(at)
}

async function lookAtMerge({ place, step, env }: Watching): Promise<StepFinding> {
  const found = await pullRequestOf(place.repo, step.waitsFor?.what ?? '', env)
  if (!found) return { state: 'running', detail: 'no pull request yet' }
  if (found.state === 'merged') return { state: 'done', detail: `merged, ${found.url}` }
  if (found.state === 'closed') return { state: 'failed', detail: `closed without a merge, ${found.url}` }
  return { state: 'running', detail: found.words }
}

/** Of an answer, in characters: the version stands near its beginning. */
const mostRead = 64 * 1024

async function lookAtVersion({ place, step, signal }: Watching): Promise<StepFinding> {
  const sha = step.waitsFor?.what ?? ''
  if (!place.versionUrl) return { state: 'running', detail: '' }
  // The HTTP client is large: it is loaded when there is something to ask.
  const { request } = (await import('undici')).default
  const url = new URL(place.versionUrl)
  const limits = { signal, headersTimeout: 5000, bodyTimeout: 5000 }
  const { body } = await request(withoutUser(url), { ...limits, headers: basicAuth(url) })
  let read = ''
  for await (const chunk of body) {
    read += chunk
    if (read.length > mostRead) break
  }
  const isLive = sha !== '' && read.includes(short(sha))
  return { state: 'running', detail: isLive ? `${short(sha)} is live` : `${short(sha)} is not live yet` }
}

function wordsOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') return 'the version cannot be asked: refused'
  return `cannot be asked just now: ${cleanText(message)}`
}
