// What a configuration may say, as one zod schema: checked when read, published as JSON Schema for editors.
// Rule: data, never code. An unknown key is an error; ${ENV} is replaced only where `envText` stands.
import * as z from 'zod'
import { audiences } from '../incident/people/update-draft.ts'
import { durationMs } from './duration.ts'

/** `500ms`, `5s`, `2m`, `6h`, `1d` or a number of milliseconds; milliseconds once read. */
const duration = z
  .union([
    z.string().regex(/^\d+(\.\d+)?\s*(ms|s|m|h|d)$/, 'expected a duration such as 500ms, 5s, 2m or 6h'),
    z.number().positive(),
  ])
  .transform(durationMs)
  .meta({ description: 'a duration: 500ms, 5s, 2m, 6h, 1d, or milliseconds' })

const cadence = z
  .union([duration, z.literal('none')])
  .transform(value => (value === 'none' ? null : value))
  .meta({ description: 'a duration: 15m, 2h; none asks for no updates' })

/** Text in which ${NAME} stands for an environment variable. */
const envText = z.string().min(1).meta({ env: true, description: '${NAME} is replaced from the environment' })
const name = z.string().min(1).max(60)
const url = envText.refine(
  text => /^(https?:\/\/|\$\{)/.test(text),
  'expected an address that starts with http:// or https://',
)

/** A program and its arguments. A string needs a shell and is refused. */
const argv = z
  .array(z.union([z.string(), z.number()]).transform(String))
  .min(1, 'expected a program and its arguments, as a list')
const command = z.union([argv, z.strictObject({ shell: z.literal(true), line: z.string().min(1) })])
const risk = z.enum(['read', 'reversible', 'danger'])
const webhook = z.strictObject({
  env: z.string().regex(/^[A-Za-z_]\w*$/, 'expected the name of an environment variable'),
  format: z
    .enum(['slack', 'teams', 'json'])
    .optional()
    .meta({ description: 'what it takes; read off the address if absent, else slack' }),
})

const expectation = z.strictObject({
  status: z.union([z.number().int().min(100).max(599), z.array(z.number().int())]).optional(),
  body: z.string().optional().meta({ description: 'text the body has to contain' }),
  json: z.record(z.string(), z.unknown()).optional().meta({ description: 'fields the JSON body has to have' }),
  within: duration.optional().meta({ description: 'slower than this counts as slow' }),
})

const healthHttp = z.strictObject({
  name,
  url,
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']).default('GET'),
  headers: z.record(z.string(), envText).default({}),
  body: envText.optional(),
  expect: expectation.default({}),
  every: duration.default(5000),
  timeout: duration.default(10_000),
  follow: z.boolean().default(false).meta({ description: 'follow redirects instead of showing them' }),
  insecure: z.boolean().default(false).meta({ description: 'accept a certificate that cannot be verified' }),
})
const healthTcp = z.strictObject({
  name,
  tcp: envText.refine(text => /:\d+$|\$\{/.test(text), 'expected host:port'),
  every: duration.default(5000),
  timeout: duration.default(5000),
})
const healthCommand = z.strictObject({
  name,
  command: argv,
  every: duration.default(30_000),
  timeout: duration.default(10_000),
})

/** Only entries as grave as this or graver. */
const journalPriority = z.enum(['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'])
const named = { name: name.optional() }
const logSource = z.union([
  z.strictObject({ ...named, file: envText }),
  z.strictObject({ ...named, stdin: z.literal(true) }),
  z.strictObject({
    ...named,
    journal: z.union([z.string(), z.literal(true)]),
    directory: z.string().optional().meta({ description: 'where the journal lies; the system’s own without it' }),
    priority: journalPriority.optional(),
  }),
  z.strictObject({ ...named, docker: z.string() }),
  z.strictObject({ ...named, compose: z.string() }),
  z.strictObject({ ...named, kubectl: z.string(), namespace: z.string().optional(), container: z.string().optional() }),
  z.strictObject({ ...named, command: argv }),
  z.strictObject({ ...named, loki: url, query: z.string().min(1), headers: z.record(z.string(), envText).default({}) }),
])

const metric = z.strictObject({
  name,
  prometheus: url,
  query: z.string().min(1),
  bad: z
    .string()
    .regex(/^\s*(>=?|<=?|==|!=)\s*-?\d+(\.\d+)?\s*$/, 'expected a comparison such as "> 0.05"')
    .optional(),
  every: duration.default(15_000),
  headers: z.record(z.string(), envText).default({}),
})

const gitChanges = z.strictObject({
  repo: z.string().default('.'),
  ref: z.string().optional(),
  window: duration.default(6 * 3_600_000),
})
const changes = z.strictObject({
  git: z.union([gitChanges, z.array(gitChanges)]).optional(),
  deploys: z.strictObject({ command: argv, every: duration.default(60_000) }).optional(),
  files: z.array(z.string()).default([]).meta({ description: 'configuration files whose change counts' }),
  kubernetes: z.strictObject({ deployment: z.string(), namespace: z.string().optional() }).optional(),
  helm: z.strictObject({ release: z.string(), namespace: z.string().optional() }).optional(),
})

const mitigation = z.strictObject({
  name,
  run: command,
  undo: command.optional(),
  expect: z
    .string()
    .optional()
    .meta({ description: 'what should be seen when it works, e.g. error rate < 5 % within 2 min' }),
  says: z.string().optional().meta({ description: 'what users notice while it is on' }),
  risk: risk.default('reversible'),
})
const channel = z
  .strictObject({
    name,
    run: argv.optional().meta({ description: 'gets the words on its standard input' }),
    webhook: webhook.optional(),
  })
  .refine(one => (one.run === undefined) !== (one.webhook === undefined), 'expected either run or webhook')
const updateChannel = z
  .strictObject({
    ...channel.shape,
    audience: z
      .array(z.enum(audiences))
      .min(1)
      .optional()
      .meta({ description: 'whose updates go there; all if absent' }),
  })
  .refine(one => (one.run === undefined) !== (one.webhook === undefined), 'expected either run or webhook')
const runbookStep = z.union([
  argv,
  z.strictObject({
    run: command,
    title: z.string().optional(),
    risk: risk.default('reversible').meta({ description: 'read runs at once, reversible asks y, danger asks a word' }),
  }),
])

/** A regular expression, without its slashes; the case of letters does not matter. */
const pattern = z
  .string()
  .min(2)
  .max(500)
  .refine(isPattern, 'expected a regular expression')
  .meta({ description: 'a regular expression, without regard to case' })
/** A kind of cause that is known here, beside those built in. */
const cause = z.strictObject({
  name,
  says: pattern.meta({ description: 'what logs and alerts say when it is this: a regular expression' }),
  told: pattern.optional().meta({ description: 'what people say when it is this: a regular expression' }),
  test: z
    .strictObject({
      asks: z.string().optional(),
      trueIf: z.string().optional(),
      falseIf: z.string().optional(),
      commands: z.array(argv).default([]).meta({ description: 'programs that only read' }),
    })
    .optional(),
  fix: z.string().optional().meta({ description: 'what helps, in words' }),
})

export const configSchema = z.strictObject({
  service: z.string().max(80).optional(),
  health: z.array(z.union([healthHttp, healthTcp, healthCommand])).default([]),
  logs: z.array(logSource).default([]),
  metrics: z.array(metric).default([]),
  alerts: z.array(z.strictObject({ alertmanager: url, every: duration.default(15_000) })).default([]),
  changes: changes.default({ files: [] }),
  dependencies: z.array(z.strictObject({ name, statuspage: url, every: duration.default(60_000) })).default([]),
  host: z.union([z.boolean(), z.strictObject({ every: duration.default(2000) })]).default(true),
  deploy: z
    .strictObject({
      run: argv.optional().meta({ description: 'what brings a push to production; absent where pushing alone does' }),
      risk: risk.default('danger'),
      cwd: z.string().optional(),
      version: url.optional().meta({ description: 'an address whose answer names the commit that is live' }),
    })
    .optional(),
  revert: z
    .strictObject({
      to: z.enum(['target', 'branch']).default('target').meta({
        description: 'target pushes to the production branch, branch opens a pull request',
      }),
      tests: z.array(argv).default([]).meta({ description: 'run in the scratch worktree before anything is asked' }),
    })
    .default({ to: 'target', tests: [] }),
  hotfix: z
    .strictObject({ checks: z.array(argv).default([]).meta({ description: 'run in the worktree before the commit' }) })
    .default({ checks: [] }),
  mitigations: z.array(mitigation).default([]),
  causes: z.array(cause).default([]),
  escalate: z.array(channel).default([]),
  updates: z.array(updateChannel).default([]),
  issues: z.strictObject({ repo: z.string().optional(), labels: z.array(z.string()).default([]) }).optional(),
  runbooks: z
    .array(
      z.strictObject({
        name,
        when: z.string().optional().meta({ description: 'when it is of use, in words' }),
        file: z.string().optional().meta({ description: 'a Markdown file; the commands in its fences are the steps' }),
        steps: z.array(runbookStep).default([]),
      }),
    )
    .default([]),
  budgets: z
    .strictObject({
      triage: duration.optional(),
      diagnose: duration.optional(),
      fix: duration.optional(),
      verify: duration.optional(),
    })
    .default({}),
  cadence: z
    .strictObject({ P0: cadence.optional(), P1: cadence.optional(), P2: cadence.optional(), P3: cadence.optional() })
    .default({})
    .meta({ description: 'the longest time between two updates, by severity' }),
  bell: z.boolean().default(false).meta({ description: "rings the terminal's bell once at every alarm" }),
  postmortem: z
    .strictObject({
      dir: z.string().optional(),
      format: z.enum(['md', 'html', 'json']).optional(),
      template: z.string().optional().meta({ description: "a file with a document of one's own: postmortem --fields" }),
      charts: z.enum(['text', 'svg', 'mermaid', 'none']).optional(),
      names: z.boolean().optional().meta({ description: 'people by name instead of by role' }),
    })
    .default({}),
})

/** A configuration as the program holds it: every default filled in, every duration in milliseconds. */
export type Config = z.output<typeof configSchema>
export type HealthConfig = Config['health'][number]
export type HttpHealthConfig = Extract<HealthConfig, { url: string }>
export type LogConfig = Config['logs'][number]
export type MetricConfig = Config['metrics'][number]
export type MitigationConfig = Config['mitigations'][number]
export type RunbookConfig = Config['runbooks'][number]
export type RunbookStep = RunbookConfig['steps'][number]
export type ChannelConfig = Config['escalate'][number]

/** No configuration at all: everything at its default. Parsed once in each start: compiling the parsers takes longer. */
export const emptyConfig: Config = configSchema.parse({}, { jitless: true })

/** The JSON Schema (draft 2020-12) that editors use. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
  return { ...schema, title: 'incident-tui configuration' }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'i') instanceof RegExp
  } catch {
    return false
  }
}
