// The scripted responder: takes a drill through the same session, intents and actions as a person, from what is seen.
import { describeSymptom, titleOf } from '../incident/description.ts'
import { draftSeverity } from '../incident/severity-draft.ts'
import { toIso } from '../incident/time.ts'
import { allInsideSince, signalsOf } from '../store/gating.ts'
import { impactDraft, requestFigures } from '../telemetry/requests.ts'
import { cure } from './cure.ts'
import { findCause } from './find-cause.ts'
import { Moves, patienceMs, type ResponderOptions } from './moves.ts'

/** Plays the incident to its closed end. Throws where what it waits for does not come. */
export async function respond(options: ResponderOptions): Promise<void> {
  const moves = new Moves(options)
  await triage(moves)
  await findCause(moves)
  await cure(moves)
  await verify(moves)
  await learn(moves)
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

async function verify(moves: Moves): Promise<void> {
  const { newId, monitorMs } = moves.at
  moves.do({ kind: 'goToPhase', phase: 'verify' })
  await moves.until('every signal inside its baseline', () => moves.isBack())
  const rows = moves.at.gate.rows()
  moves.do({ kind: 'passGate', signals: signalsOf(rows), since: allInsideSince(rows) ?? moves.at.now() })
  moves.do({ kind: 'startMonitor', windowMs: monitorMs })
  await moves.caption(`every signal is back; watching for ${monitorMs / 1000} unbroken seconds`)
  const isOver = () => (moves.state.monitor?.completedAt ?? null) !== null
  await moves.until('the monitor window', isOver, monitorMs + patienceMs)
  for (const issue of moves.state.secondary.filter(one => one.settled === null)) {
    await moves.caption(`new since the fix: ${issue.text}`)
    moves.do({ kind: 'settleSecondary', subject: issue.subject, how: 'seen while the service restarted, gone since' })
  }
  moves.do({
    kind: 'sendUpdate',
    updateId: newId(),
    status: 'Resolved',
    audience: 'stakeholders',
    text: `Resolved: ${whatEndedIt(moves)} is in place.`,
    channels: [],
    nextDueAt: null,
    consent: { kind: 'none' },
  })
  moves.do({ kind: 'resolve' })
}

function whatEndedIt({ state }: Moves): string {
  const mitigation = state.mitigations.find(one => one.undoneAt === null)?.name
  return state.fixes.find(one => one.state === 'completed')?.title ?? mitigation ?? 'the fix'
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
