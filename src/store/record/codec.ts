// Stored events: what one file holds, its version, and what of it can be trusted when it is read again.
// Rule: whatever cannot be read is kept aside with a reason, never thrown and never deleted.
import * as z from 'zod'
import type { EventType, IncidentEvent } from '../../incident/events.ts'
import { fromIso, toIso } from '../../incident/time.ts'
import { momentNames, phases, precisions, sectionIds, severities } from '../../incident/vocabulary.ts'

const version = 1
const instant = z.string().transform((text, context) => {
  const at = fromIso(text)
  if (at === null) context.addIssue({ code: 'custom', message: 'not an instant' })
  return at ?? 0
})
const text = z.string()
const header = z.object({
  v: z.literal(version),
  id: z.string().regex(/^[\w-]{1,64}$/),
  type: text,
  at: instant,
  recordedAt: instant,
  by: text,
  actor: text,
  seq: z.number().int().nonnegative(),
})
const precision = z.enum(precisions).optional()
const argv = z.array(text).min(1)
const commandSpec = z.object({
  argv,
  cwd: text.nullable(),
  tier: z.enum(['read', 'reversible', 'danger']),
  shell: z.boolean(),
  timeoutMs: z.number().nullable(),
  env: z.record(text, text),
  word: text.nullable(),
  input: text.nullable(),
})

/** What the fold cannot do without, by type; a type that is not named holds plain words and numbers. */
const needs: { readonly [T in EventType]?: z.ZodType } = {
  'incident.declared': z.object({
    incidentId: text,
    title: text,
    symptom: z.object({ text, startedAt: z.number().nullable() }),
    drill: z.object({ scenario: text }).nullable(),
  }),
  'incident.renamed': z.object({ title: text }),
  'moment.recorded': z.object({ moment: z.enum(momentNames), known: z.boolean(), precision }),
  'zone.set': z.object({ zone: text }),
  'impact.measured': z.object({ measure: text, value: z.number().nullable(), unit: text, precision }),
  'series.recorded': z.object({
    from: z.number(),
    stepMs: z.number().positive(),
    series: z.array(z.object({ name: text, unit: text, values: z.array(z.number().nullable()) })),
  }),
  'severity.set': z.object({ severity: z.enum(severities), reason: text }),
  'impact.set': z.object({ text }),
  'phase.entered': z.object({ phase: z.enum(phases) }),
  'step.ticked': z.object({ phase: z.enum(phases), step: text, done: z.boolean() }),
  'note.added': z.object({ text, endsAt: z.number().optional(), precision }),
  'entry.amended': z.object({ target: text, text: text.optional(), newAt: z.number().optional() }),
  'entry.retracted': z.object({ target: text }),
  'entry.keyed': z.object({ target: text, key: z.boolean() }),
  'entry.joined': z.object({ target: text, into: text.nullable() }),
  'signal.observed': z.object({ subject: text, text, figures: z.record(text, z.union([z.number(), text])) }),
  'onset.estimated': z.object({ onsetAt: z.number(), confidence: z.number() }),
  'change.seen': z.object({ ref: text, subject: text, author: text }),
  'evidence.collected': z.object({ evidenceId: text, title: text, detail: text, kept: z.boolean() }),
  'hypothesis.proposed': z.object({ hypothesisId: text, title: text }),
  'hypothesis.scored': z.object({
    hypothesisId: text,
    score: z.number(),
    reasons: z.array(z.object({ text, points: z.number() })),
  }),
  'hypothesis.tested': z.object({ hypothesisId: text, runIds: z.array(text) }),
  'rootcause.set': z.object({ text }),
  'command.started': z.object({ runId: text, spec: commandSpec, purpose: z.object({ kind: text }) }),
  'command.spawned': z.object({ runId: text, pid: z.number().int().positive(), host: text }),
  'command.ended': z.object({ runId: text, outcome: text, tail: text }),
  'fix.chosen': z.object({ fixId: text, title: text, targets: z.array(text) }),
  'fix.rehearsed': z.object({
    fixId: text,
    conflicts: z.array(text),
    checks: z.array(z.object({ title: text })),
    steps: z.array(z.object({ id: text, title: text })),
  }),
  'fix.requested': z.object({ fixId: text, title: text.optional(), reviewer: text.optional() }),
  'impact.window': z.object({ until: z.number(), text }),
  'mitigation.applied': z.object({ mitigationId: text, name: text, undo: commandSpec.nullable() }),
  'gate.passed': z.object({ signals: z.array(z.object({ name: text })) }),
  'gate.overridden': z.object({ reason: text, signals: z.array(z.object({ name: text })) }),
  'baseline.measured': z.object({
    onsetAt: z.number(),
    ranges: z.array(z.object({ signal: text, low: z.number(), high: z.number(), samples: z.number() })),
  }),
  'monitor.started': z.object({ windowMs: z.number().positive() }),
  'monitor.watched': z.object({ elapsedMs: z.number().nonnegative() }),
  'monitor.paused': z.object({ why: text, elapsedMs: z.number().nonnegative() }),
  'monitor.resumed': z.object({ unwatchedMs: z.number().nonnegative() }),
  'secondary.noted': z.object({ subject: text, text, firstAt: z.number() }),
  'update.sent': z.object({ updateId: text, text, channels: z.array(text) }),
  'section.written': z.object({ section: z.enum(sectionIds), text }),
  'action.added': z.object({ actionId: text, text }),
  'factor.added': z.object({ text }),
}

export type Decoded = { readonly event: IncidentEvent } | { readonly unreadable: string }

/** The plain object that one file holds; instants as ISO 8601 in UTC. */
export function encodeEvent(event: IncidentEvent): Record<string, unknown> {
  return { v: version, ...event, at: toIso(event.at), recordedAt: toIso(event.recordedAt) }
}

/** The event in a file's text, or why there is none. */
export function decodeEvent(content: string): Decoded {
  let stored: unknown
  try {
    stored = JSON.parse(content)
  } catch {
    return { unreadable: content.trim() === '' ? 'empty' : 'not JSON' }
  }
  if (typeof stored === 'object' && stored !== null && 'v' in stored && Number(stored.v) > version) {
    return { unreadable: 'written by a newer version' }
  }
  const head = header.safeParse(stored)
  if (!head.success) return { unreadable: wordsOf(head.error) }
  const { v: _, ...data } = stored as Record<string, unknown>
  const needed = needs[head.data.type as EventType]?.safeParse(stored)
  if (needed && !needed.success) return { unreadable: wordsOf(needed.error) }
  return { event: { ...data, at: head.data.at, recordedAt: head.data.recordedAt } as unknown as IncidentEvent }
}

function wordsOf(error: z.ZodError): string {
  const issue = error.issues[0]
  return `${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'not as expected'}`
}
