// What a configuration would do if it were allowed to: every program, every address, every file, in words, and which
// secrets it would send where. Rule: nothing is left out and nothing is cut; what it does by itself comes first.
import { commandLine } from '../incident/command.ts'
import { cleanText } from '../incident/redact.ts'
import { isPrinted, printedBy } from '../signals/logs/printed-by.ts'
import { helmArgv, rolloutArgv } from '../signals/rollouts.ts'
import type { Config } from './schema.ts'

/** `runs` by itself, `sends` a secret or a message, `may run` when a person chooses it, `asks` an address, `reads` a file. */
export const undertakingVerbs = ['runs', 'sends', 'may run', 'asks', 'reads'] as const

export interface Undertaking {
  readonly verb: (typeof undertakingVerbs)[number]
  readonly what: string
}

type Command = readonly string[] | { readonly shell: true; readonly line: string }
type Told = [verb: Undertaking['verb'], what: string]

/** In the order of `undertakingVerbs`; nothing twice. */
export function undertakingsOf(config: Config): Undertaking[] {
  const told = [...watching(config), ...changesOf(config), ...acting(config)]
  const once = new Map(told.map(([verb, what]) => [`${verb} ${what}`, { verb, what: cleanText(what) }]))
  return undertakingVerbs.flatMap(verb => [...once.values()].filter(one => one.verb === verb))
}

function watching(config: Config): Told[] {
  const health = config.health.flatMap((target): Told[] => {
    if ('tcp' in target) return [['asks', `tcp ${target.tcp}`]]
    if ('command' in target) return [['runs', inWords(target.command)]]
    const sent = [...Object.values(target.headers), target.body ?? '', target.url]
    return [['asks', `${target.method} ${target.url}`], ...secretsTo(target.url, sent)]
  })
  const logs = config.logs.flatMap((log): Told[] => {
    if ('file' in log) return [['reads', log.file]]
    if ('stdin' in log) return [['reads', 'its standard input']]
    if (isPrinted(log)) return [['runs', inWords(printedBy(log).argv(null))]]
    return [['asks', `${log.loki} for ${log.query}`], ...secretsTo(log.loki, [log.loki, ...Object.values(log.headers)])]
  })
  const asked = (url: string, headers: object = {}): Told[] => [
    ['asks', url],
    ...secretsTo(url, [url, ...Object.values(headers)]),
  ]
  return [
    ...health,
    ...logs,
    ...config.metrics.flatMap(({ prometheus, headers }) => asked(prometheus, headers)),
    ...config.alerts.flatMap(({ alertmanager }) => asked(alertmanager)),
    ...config.dependencies.flatMap(({ statuspage }) => asked(statuspage)),
  ]
}

function changesOf({ changes: { git, deploys, files, kubernetes, helm } }: Config): Told[] {
  return [
    ...[git ?? []].flat().map(({ repo }): Told => ['reads', `git repository ${repo}`]),
    ...(deploys ? [['runs', inWords(deploys.command)] as Told] : []),
    ...files.map((file): Told => ['reads', file]),
    ...(kubernetes ? [['runs', inWords(rolloutArgv(kubernetes))] as Told] : []),
    ...(helm ? [['runs', inWords(helmArgv(helm))] as Told] : []),
  ]
}

function acting(config: Config): Told[] {
  const commands: Command[] = [
    ...(config.deploy?.run ? [config.deploy.run] : []),
    ...config.revert.tests,
    ...config.hotfix.checks,
    ...config.mitigations.flatMap(({ run, undo }) => (undo ? [run, undo] : [run])),
    ...config.causes.flatMap(({ test }) => test?.commands ?? []),
    ...config.runbooks.flatMap(({ steps }) => steps.map(step => (Array.isArray(step) ? step : step.run))),
  ]
  const channels = [...config.escalate, ...config.updates].flatMap(({ run, webhook }): Told[] => [
    ...(run ? [['may run', inWords(run)] as Told] : []),
    ...(webhook ? [['sends', `what you write, when you say so, to the address in $${webhook.env}`] as Told] : []),
  ])
  return [...commands.map((command): Told => ['may run', inWords(command)]), ...channels]
}

/** A header, body or address that names an environment variable hands its value to whoever answers there. */
function secretsTo(url: string, texts: readonly unknown[]): Told[] {
  const names = texts.flatMap(text => [...String(text).matchAll(/\$\{([A-Za-z_]\w*)\}/g)].map(found => `$${found[1]}`))
  return [...new Set(names)].map((name): Told => ['sends', `the value of ${name} to ${url}`])
}

function inWords(command: Command): string {
  return 'shell' in command ? `sh -c ${commandLine({ argv: [command.line] })}` : commandLine({ argv: command })
}
