// The scripted responder: takes a drill through the same session, intents and actions as a person, from what is seen.
import { command, commandLine } from '../incident/command.ts'
import { describeSymptom, titleOf } from '../incident/description.ts'
import type { Reason } from '../incident/events.ts'
import type { Intent } from '../incident/intents.ts'
import { draftSeverity } from '../incident/severity-draft.ts'
import type { IncidentState } from '../incident/state.ts'
import { toIso } from '../incident/time.ts'
import type { Session } from '../store/session.ts'
import { gateSignals } from '../telemetry/gate.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import { impactDraft, requestFigures } from '../telemetry/requests.ts'

export interface RankedSuspect {
  readonly sha: string
  readonly subject: string
  readonly score: number
  readonly reasons: readonly Reason[]
}

export interface ResponderOptions {
  readonly session: Session
  readonly telemetry: Telemetry
  readonly scenario: { readonly name: string; readonly symptom: string; readonly service: string }
  readonly repo: string
  readonly monitorMs: number
  /** Milliseconds to let a watcher read between two moves. */
  readonly pauseMs: number
  readonly now: () => number
  readonly newId: () => string
  /** The changes of the window, the likeliest first. */
  readonly rankSuspects: (state: IncidentState) => Promise<readonly RankedSuspect[]>
  /** A caption for whoever watches. */
  readonly say: (caption: string) => void
  readonly signal: AbortSignal
}

/** Plays the incident to its closed end. Throws where what it waits for does not come. */
export async function respond(options: ResponderOptions): Promise<void> {
  const moves = new Moves(options)
  await triage(moves)
  await diagnose(moves)
  await fix(moves)
  await verify(moves)
  await learn(moves)
}

const patienceMs = 60_000

class Moves {
  readonly at: ResponderOptions

  constructor(options: ResponderOptions) {
    this.at = options
  }

  get state(): IncidentState {
    return this.at.session.store.getState().state
  }

  do(intent: Intent): void {
    const done = this.at.session.dispatch(intent)
    if ('refused' in done) throw new Error(`${intent.kind} was refused: ${done.refused}`)
  }

  async caption(words: string): Promise<void> {
    this.at.say(words)
    await this.pause(this.at.pauseMs)
  }

  async until(what: string, holds: () => boolean, patience = patienceMs): Promise<void> {
    const deadline = this.at.now() + patience
    while (!holds()) {
      if (this.at.now() > deadline) throw new Error(`waited ${patience / 1000} s in vain: ${what}`)
      await this.pause(100)
    }
  }

  async run(argv: readonly string[], purpose: Extract<Intent, { kind: 'runCommand' }>['purpose']): Promise<void> {
    const runId = this.at.newId()
    const spec = command(argv, { cwd: this.at.repo, timeoutMs: 30_000 })
    this.do({ kind: 'runCommand', runId, spec, purpose, consent: { kind: 'none' } })
    await this.until(commandLine(spec), () =>
      this.state.commands.some(run => run.runId === runId && run.state === 'ended'),
    )
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const { signal } = this.at
      if (signal.aborted) return reject(signal.reason)
      const stopped = () => reject(signal.reason)
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stopped)
        resolve()
      }, ms)
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
      signal.addEventListener('abort', stopped, { once: true })
    })
  }
}

async function triage(moves: Moves): Promise<void> {
  const { session, telemetry, scenario, now, newId } = moves.at
  await moves.until('a failing health probe', () =>
    telemetry.snapshot(now()).health.some(target => target.state === 'failing'),
  )
  const text = `${scenario.symptom} since ${toIso(downSince(moves) ?? now()).slice(0, 19)}Z`
  const symptom = describeSymptom(text, now())
  await moves.caption(`"${text}"`)
  moves.do({
    kind: 'declare',
    incidentId: session.incidentId,
    title: titleOf(text, now()),
    symptom,
    service: scenario.service,
    drill: { scenario: scenario.name },
    severity: null,
    origin: 'person',
  })
  const figures = requestFigures(telemetry.log, symptom.startedAt ?? now() - 60_000)
  const { health } = telemetry.snapshot(now())
  const down = health.filter(target => target.state === 'failing').length
  const draft = draftSeverity(symptom, { failingShare: figures.share, targets: health.length, targetsDown: down })
  moves.do({ kind: 'setSeverity', severity: draft.severity, reason: draft.reasons.join(', ') })
  await moves.caption(`severity ${draft.severity}: ${draft.reasons.join(', ')}`)
  moves.do({ kind: 'setImpact', text: impactDraft(figures) ?? `${scenario.service} health is failing` })
  moves.do({
    kind: 'sendUpdate',
    updateId: newId(),
    status: 'Investigating',
    audience: 'stakeholders',
    text: `We are investigating: ${moves.state.impact}.`,
    channels: [],
    nextDueAt: now() + 30 * 60_000,
    consent: { kind: 'none' },
  })
}

function downSince({ at: { telemetry, now } }: Moves): number | null {
  const since = telemetry
    .snapshot(now())
    .health.flatMap(target => (target.downSince === null ? [] : [target.downSince]))
  return since.length === 0 ? null : Math.min(...since)
}

async function diagnose(moves: Moves): Promise<void> {
  moves.do({ kind: 'goToPhase', phase: 'diagnose' })
  await moves.until('an error group in the logs', () => moves.state.evidence.some(one => one.kind === 'group'))
  for (const evidence of moves.state.evidence.filter(one => one.kind === 'group').slice(0, 2)) {
    moves.do({ kind: 'keepEvidence', evidenceId: evidence.id })
  }
  const suspects = await moves.at.rankSuspects(moves.state)
  const [first] = suspects
  if (!first) throw new Error('no change in the window could be the cause')
  for (const suspect of suspects.slice(0, 3)) {
    const hypothesisId = `commit:${suspect.sha}`
    const title = `deploy ${suspect.sha.slice(0, 7)} "${suspect.subject}"`
    moves.do({
      kind: 'proposeHypothesis',
      hypothesisId,
      hypothesisKind: 'deploy',
      title,
      suspectSha: suspect.sha,
      byRule: true,
    })
    moves.do({ kind: 'scoreHypothesis', hypothesisId, score: suspect.score, reasons: suspect.reasons })
  }
  await moves.caption(`most likely ${first.sha.slice(0, 7)} "${first.subject}": ${first.reasons[0]?.text ?? ''}`)
  const hypothesisId = `commit:${first.sha}`
  const asks = 'does the change touch what fails?'
  await moves.run(['git', '--no-pager', 'show', '--stat', first.sha], { kind: 'test', hypothesisId, asks })
  const group = moves.state.evidence.find(one => one.kind === 'group' && one.state === 'kept')
  const rootCause = `${first.sha.slice(0, 7)} "${first.subject}" broke it${group ? `: ${group.title}` : ''}`
  moves.do({ kind: 'confirmHypothesis', hypothesisId, rootCause })
  await moves.caption('confirmed; the quickest way back is to revert it')
}

async function fix(moves: Moves): Promise<void> {
  const { newId } = moves.at
  moves.do({ kind: 'goToPhase', phase: 'fix' })
  const confirmed = moves.state.hypotheses.find(one => one.state === 'confirmed')
  const sha = confirmed?.suspectSha ?? ''
  const fixId = newId()
  const why = 'a revert needs no new code and can itself be reverted'
  moves.do({ kind: 'chooseFix', fixId, fixKind: 'revert', title: `revert ${sha.slice(0, 7)}`, targets: [sha], why })
  const chosen = () => moves.state.fixes.find(one => one.id === fixId)
  await moves.until('the rehearsal', () => (chosen()?.rehearsal ?? null) !== null)
  await moves.caption(`rehearsed: ${chosen()?.rehearsal?.summary}`)
  if (chosen()?.state !== 'rehearsed') throw new Error(`the revert cannot be made: ${chosen()?.rehearsal?.summary}`)
  for (const step of chosen()?.steps ?? []) {
    if (!step.command) continue
    const purpose = { kind: 'fix', fixId, step: step.id } as const
    const consent = { kind: 'word', typed: step.command.word ?? '' } as const
    await moves.caption(`typed "${step.command.word}" to run: ${commandLine(step.command)}`)
    moves.do({ kind: 'runCommand', runId: newId(), spec: step.command, purpose, consent })
    const settled = () => chosen()?.steps.find(one => one.id === step.id)?.state
    await moves.until(step.title, () => settled() === 'done' || settled() === 'failed')
    if (settled() === 'failed') throw new Error(`${step.title} failed`)
  }
}

async function verify(moves: Moves): Promise<void> {
  const { telemetry, now, newId, monitorMs } = moves.at
  moves.do({ kind: 'goToPhase', phase: 'verify' })
  const signals = () =>
    gateSignals(telemetry.snapshot(now()), { onset: moves.state.moments.started, accepted: new Set() })
  await moves.until(
    'every signal inside its baseline',
    () => signals().length > 0 && signals().every(one => one.inside),
  )
  moves.do({ kind: 'passGate', signals: signals() })
  moves.do({ kind: 'startMonitor', windowMs: monitorMs })
  await moves.caption(`every signal is back; watching for ${monitorMs / 1000} unbroken seconds`)
  const isOver = () => (moves.state.monitor?.completedAt ?? null) !== null
  await moves.until('the monitor window', isOver, monitorMs + patienceMs)
  moves.do({
    kind: 'sendUpdate',
    updateId: newId(),
    status: 'Resolved',
    audience: 'stakeholders',
    text: `Resolved: ${moves.state.fixes.find(one => one.state === 'completed')?.title ?? 'the fix'} is in place.`,
    channels: [],
    nextDueAt: null,
    consent: { kind: 'none' },
  })
  moves.do({ kind: 'resolve' })
}

async function learn(moves: Moves): Promise<void> {
  const { newId } = moves.at
  moves.do({ kind: 'goToPhase', phase: 'postmortem' })
  const endpoint = moves.state.symptom?.endpoint ?? 'what failed'
  const item = { owner: null, due: null, suggestion: null } as const
  const test = {
    text: `Add a test of ${endpoint} that would have caught it`,
    itemKind: 'prevent',
    priority: 'high',
  } as const
  const alert = { text: `Alert on the error rate of ${endpoint}`, itemKind: 'detect', priority: 'medium' } as const
  for (const one of [test, alert]) moves.do({ kind: 'addActionItem', actionId: newId(), ...one, ...item })
  moves.do({ kind: 'close' })
  await moves.caption('closed; what follows is the post-mortem')
}
