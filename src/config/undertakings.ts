// What a configuration would do if it were allowed to: every program, every address, every file, in words.
import { commandLine } from '../incident/command.ts'
import { cleanText } from '../incident/redact.ts'
import type { Config } from './schema.ts'

export interface Undertaking {
  /** `runs` by itself, `may run` when a person chooses it, `asks` an address, `reads` a file, `sends` to a channel. */
  readonly verb: 'runs' | 'may run' | 'asks' | 'reads' | 'sends'
  readonly what: string
}

type Command = readonly string[] | { readonly shell: true; readonly line: string }

/** In the order of the configuration. */
export function undertakingsOf(config: Config): Undertaking[] {
  const told: Undertaking[] = []
  const add = (verb: Undertaking['verb'], what: string): unknown => told.push({ verb, what: cleanText(what) })
  for (const target of config.health) {
    if ('url' in target) add('asks', `${target.method} ${target.url}`)
    else if ('tcp' in target) add('asks', `tcp ${target.tcp}`)
    else add('runs', inWords(target.command))
  }
  for (const log of config.logs) {
    if ('file' in log) add('reads', log.file)
    else if ('command' in log) add('runs', inWords(log.command))
    else if ('docker' in log) add('runs', `docker logs ${log.docker}`)
    else if ('compose' in log) add('runs', `docker compose logs ${log.compose}`)
    else if ('kubectl' in log) add('runs', `kubectl logs ${log.kubectl}`)
    else if ('journal' in log) add('runs', `journalctl ${log.journal === true ? '' : `--unit=${log.journal}`}`.trim())
    else if ('loki' in log) add('asks', log.loki)
  }
  for (const metric of config.metrics) add('asks', metric.prometheus)
  for (const { alertmanager } of config.alerts) add('asks', alertmanager)
  for (const { statuspage } of config.dependencies) add('asks', statuspage)
  const { git, deploys, files, kubernetes, helm } = config.changes
  for (const { repo } of git === undefined ? [] : [git].flat()) add('reads', `git repository ${repo}`)
  if (deploys) add('runs', inWords(deploys.command))
  for (const file of files) add('reads', file)
  if (kubernetes) add('runs', `kubectl rollout history ${kubernetes.deployment}`)
  if (helm) add('runs', `helm history ${helm.release}`)
  if (config.deploy) add('may run', inWords(config.deploy.run))
  for (const { run, undo } of config.mitigations) {
    add('may run', inWords(run))
    if (undo) add('may run', inWords(undo))
  }
  for (const { test } of config.causes) for (const argv of test?.commands ?? []) add('may run', inWords(argv))
  for (const { run, webhook } of [...config.escalate, ...config.updates]) {
    if (run) add('may run', inWords(run))
    if (webhook) add('sends', `to the address in $${webhook.env}`)
  }
  for (const { steps } of config.runbooks)
    for (const step of steps) add('may run', inWords(Array.isArray(step) ? step : step.run))
  return told
}

function inWords(command: Command): string {
  return 'shell' in command ? `sh -c ${commandLine({ argv: [command.line] })}` : commandLine({ argv: command })
}
