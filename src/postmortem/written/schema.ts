// An incident written down in one file (JSON or YAML), to be entered after the fact. Only the title is demanded.
// Rule: keys are added and never renamed; an unknown key is an error, so that nothing written is silently lost.
import * as z from 'zod'
import { actionItemKinds, severities } from '../../incident/vocabulary.ts'

const text = z.string().trim().min(1).max(20_000)
/** `2025-03-25T14:30Z`, `2025-03-25 14:30`, `2025-03-25`, `about 2025-03-25 14:30`. */
const time = z.string().trim().min(4).max(60)
const prose = z.union([text, z.array(text).min(1)]).transform(value => (Array.isArray(value) ? value : [value]))

/** One "because", with what lies below it. */
export interface WrittenWhy {
  readonly why: string
  readonly because?: readonly WrittenWhy[] | undefined
}
const why: z.ZodType<WrittenWhy> = z.strictObject({
  why: text,
  get because() {
    return z.array(why).optional()
  },
})

const entry = z.strictObject({
  at: time.describe('when; a bare clock time is of the day of the entry above'),
  until: time.optional().describe('the end of what lasted'),
  text,
  who: text.optional().describe('who did it'),
  key: z.boolean().optional().describe('what readers must not miss'),
  kind: z.enum(['note', 'deploy', 'config', 'commit', 'alert']).optional(),
  ref: text.optional().describe('the commit, tag or number of a change'),
  zone: text.optional().describe('the zone of this row, where it is another than that of the whole'),
})

const window = z.strictObject({
  from: time,
  until: time,
  text: text.optional().describe('what users felt then'),
  zone: text.optional().describe('the zone of these times, where it is another than that of the whole'),
})

const figure = z.strictObject({
  measure: text.describe('failed requests, affected users'),
  value: z.number().nonnegative(),
  unit: z.string().max(60).optional(),
  about: z.boolean().optional(),
  source: z.string().max(500).optional(),
})

const actionItem = z.union([
  text.transform(words => ({ text: words })),
  z.strictObject({
    text,
    kind: z.enum(actionItemKinds).optional(),
    priority: z.enum(['high', 'medium', 'low']).optional(),
    owner: text.optional(),
    due: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, 'expected a date, YYYY-MM-DD')
      .optional(),
    link: z.url().optional(),
    done: z.boolean().optional(),
  }),
])

export const writtenIncident = z.strictObject({
  title: text,
  service: text.optional(),
  severity: z.enum(severities).optional(),
  severities: z.array(z.strictObject({ severity: z.enum(severities), at: time, reason: text.optional() })).optional(),
  zone: text.optional().describe('the zone of times that do not say theirs; UTC without it'),
  started: time.optional(),
  detected: z.union([time, z.strictObject({ at: time, how: text })]).optional(),
  acknowledged: time.optional(),
  mitigated: time.optional(),
  resolved: time.optional(),
  closed: z.boolean().optional(),
  roles: z.record(text, text).optional().describe('role: person'),
  summary: prose.optional(),
  background: prose.optional(),
  impact: prose.optional(),
  windows: z.array(window).optional().describe('when users felt it, where that was not all the time'),
  figures: z.array(figure).optional(),
  timeline: z.array(entry).optional(),
  rootCauses: prose.optional(),
  trigger: prose.optional(),
  contributingFactors: prose.optional(),
  whys: z.array(why).optional(),
  hypotheses: z
    .array(z.strictObject({ title: text, state: z.enum(['open', 'confirmed', 'rejected']), reason: text.optional() }))
    .optional(),
  detection: prose.optional(),
  resolution: prose.optional(),
  wentWell: prose.optional(),
  wentBadly: prose.optional(),
  lucky: prose.optional(),
  lessons: prose.optional(),
  evidence: z
    .array(
      z.union([
        text.transform(words => ({ title: words })),
        z.strictObject({ title: text, detail: text.optional(), source: text.optional() }),
      ]),
    )
    .optional(),
  actionItems: z.array(actionItem).optional(),
})

export type WrittenIncident = z.output<typeof writtenIncident>

/** The JSON Schema of the file, for editors. */
export function writtenJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(writtenIncident, { io: 'input', unrepresentable: 'any' })
  return { ...schema, title: 'an incident written down for incident-tui import' }
}
