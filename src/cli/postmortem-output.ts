// Where a post-mortem goes: stdout, a file, a pull request, issues; each said on stderr and kept on the timeline.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { findFixPlace } from '../actions/fix-place.ts'
import { fileIssue, itemsToFile } from '../actions/postmortem/action-issues.ts'
import { publishDocument } from '../actions/postmortem/pull-request.ts'
import type { LoadedConfig } from '../config/load.ts'
import { cleanText } from '../incident/redact.ts'
import type { IncidentState } from '../incident/state.ts'
import { toIso } from '../incident/time.ts'
import { documentName } from '../postmortem/file-name.ts'
import { documentFormats } from '../postmortem/formats.ts'
import { type Made, makeDocument, type Wanted } from '../postmortem/making.ts'
import { templateFields } from '../postmortem/template/fields.ts'
import type { Session } from '../store/session.ts'
import type { PostmortemOptions } from './commands/postmortem.ts'
import { loadFor, tellProblems } from './configuration.ts'
import { type Cli, Told } from './context.ts'
import { recordedRuns } from './record-run.ts'

export async function bringOut(cli: Cli, id: string | undefined, options: PostmortemOptions): Promise<void> {
  if (options.fields) return printFields(cli)
  const loaded = await loadFor(process.cwd(), options.config)
  if (options.config !== undefined || options.pr || options.issues) await tellProblems(cli, loaded)
  const session = cli.session(cli.resolveId(id))
  const stateNow = () => session.store.getState().state
  if (stateNow().id === null) throw new Told('nothing of this incident can be read')
  const { unreadable } = session.store.getState()
  if (unreadable > 0) cli.say(`${unreadable} events of it cannot be read; the document is made from the others`)
  if (options.issues) await fileIssues(cli, session, loaded)
  const wanted = wantedBy(options, loaded, stateNow())
  const made = makeDocument(stateNow(), wanted)
  if (made.templateMistake !== null) cli.say(`${made.templateMistake}\nthe built-in document is used instead`)
  if (options.pr) await openPullRequest(cli, session, { loaded, wanted, made })
  if (options.out !== undefined)
    writeFiles(cli, session, { path: resolve(options.out), wanted, made, force: options.force === true })
  if (options.save) await save(cli, session, { loaded, wanted, made })
  if (options.out === undefined && !options.pr && !options.issues && !options.save) cli.print(made.text)
  if (made.templateMistake !== null) process.exitCode = 1
}

function printFields(cli: Cli): void {
  const width = Math.max(...templateFields.map(field => field.name.length))
  for (const { name, says } of templateFields) cli.print(`${name.padEnd(width)}  ${says}`)
}

function wantedBy(options: PostmortemOptions, { config, base }: LoadedConfig, state: IncidentState): Wanted {
  const { postmortem } = config
  const { out } = options
  const ending = out === undefined ? '' : extname(out).slice(1).toLowerCase()
  const format = options.format ?? documentFormats.find(one => one === ending) ?? postmortem.format ?? 'md'
  const file = options.template === false ? undefined : (options.template ?? fromBase(base, postmortem.template))
  return {
    format,
    names: options.names ?? postmortem.names ?? false,
    charts: options.charts ?? postmortem.charts ?? (out === undefined && !options.pr && !options.save ? 'text' : 'svg'),
    name: out === undefined ? documentName(state) : basename(out, extname(out)),
    ...(file !== undefined && { template: { source: readTemplate(file), called: cleanText(file) } }),
  }
}

function fromBase(base: string, file: string | undefined): string | undefined {
  return file === undefined ? undefined : resolve(base, file)
}

function readTemplate(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Told(`the template ${cleanText(file)} cannot be read: ${messageOf(error)}`)
  }
}

interface Writing {
  readonly path: string
  readonly wanted: Wanted
  readonly made: Made
  readonly force: boolean
}

function writeFiles(cli: Cli, session: Session, { path, wanted, made, force }: Writing): void {
  const flag = force ? 'w' : 'wx'
  const files = [
    { path, text: made.text },
    ...made.pictures.map(({ name, text }) => ({ path: join(dirname(path), name), text })),
  ]
  for (const file of files) {
    try {
      writeFileSync(file.path, file.text, { flag })
    } catch (error) {
      const hint = (error as NodeJS.ErrnoException).code === 'EEXIST' ? '; --force overwrites it' : ''
      throw new Told(`cannot write ${cleanText(file.path)}: ${messageOf(error)}${hint}`)
    }
  }
  cli.dispatch(session, { kind: 'recordExport', path, format: wanted.format })
  for (const file of files) cli.say(`written: ${cleanText(file.path)}`)
}

/** Into the configured folder: a file that someone edited since it was written is left alone, and another name taken. */
async function save(cli: Cli, session: Session, { loaded, wanted }: Publishing): Promise<void> {
  const { createWriting } = await import('./writing-out.ts')
  const { state } = session.store.getState()
  const writing = createWriting({
    scratch: join(cli.record.home, 'scratch'),
    documents: () => resolve(loaded.base, loaded.config.postmortem.dir ?? '.'),
    template: () => null,
    env: process.env,
  })
  const saved = await writing.save({
    name: wanted.name,
    format: wanted.format,
    make: name => makeDocument(state, { ...wanted, name }),
    known: state.exports.flatMap(({ path, sha256 }) => (sha256 === null ? [] : [{ path, sha256 }])),
  })
  if ('failed' in saved) throw new Told(saved.failed)
  const { path, sha256, beside } = saved
  cli.dispatch(session, { kind: 'recordExport', path, format: wanted.format, sha256 })
  if (beside !== null) cli.say(`${cleanText(beside)} was edited by someone and stays as it is`)
  cli.say(`written: ${cleanText(path)}`)
}

interface Publishing {
  readonly loaded: LoadedConfig
  readonly wanted: Wanted
  readonly made: Made
}

async function openPullRequest(cli: Cli, session: Session, { loaded, wanted, made }: Publishing): Promise<void> {
  const { state } = session.store.getState()
  const place = await findFixPlace(loaded.base, loaded.config)
  if (place === null) throw new Told('there is no git repository with a remote here to bring it into')
  const folder = relative(place.repo, resolve(loaded.base, loaded.config.postmortem.dir ?? 'docs/postmortems'))
  const inFolder = (name: string) => join(folder, name)
  cli.say(`pushing postmortem/${wanted.name} to ${place.remote} and opening a pull request`)
  const published = await publishDocument({
    place,
    branch: `postmortem/${wanted.name}`,
    title: `Post-mortem: ${state.title}`,
    body: pullRequestBody(state),
    files: [
      { path: inFolder(`${wanted.name}.${wanted.format}`), text: made.text },
      ...made.pictures.map(({ name, text }) => ({ path: inFolder(name), text })),
    ],
    run: recordedRuns(cli, session),
  })
  if ('failed' in published) throw new Told(cleanText(published.failed))
  const { url, isNew } = published
  if (!state.exports.some(one => one.path === url))
    cli.dispatch(session, { kind: 'recordExport', path: url, format: 'pr' })
  cli.say(isNew ? 'pull request opened:' : 'pull request brought up to date:')
  cli.print(url)
}

function pullRequestBody({ severity, moments, impact }: IncidentState): string {
  const begun = moments.started ?? moments.declared
  const lines = [
    begun === null ? '' : `Of ${toIso(begun).slice(0, 10)}${severity === null ? '' : `, ${severity}`}.`,
    impact ?? '',
  ]
  return `${lines.filter(line => line !== '').join('\n\n')}\n`
}

async function fileIssues(cli: Cli, session: Session, { config, base }: LoadedConfig): Promise<void> {
  const { state } = session.store.getState()
  const items = itemsToFile(state)
  if (items.length === 0) cli.say('every open action item has its issue')
  const target = { repo: config.issues?.repo ?? null, labels: config.issues?.labels ?? [], cwd: base }
  let failures = 0
  for (const item of items) {
    const filed = await fileIssue(item, state, { target, run: recordedRuns(cli, session) })
    if ('failed' in filed) {
      failures += 1
      cli.say(`no issue for "${item.text}": ${cleanText(filed.failed)}`)
      continue
    }
    cli.dispatch(session, { kind: 'changeActionItem', actionId: item.id, link: filed.link })
    cli.say(filed.isNew ? `issue opened for "${item.text}":` : `issue found for "${item.text}":`)
    cli.print(filed.link)
  }
  if (failures > 0) throw new Told(`${failures} of ${items.length} issues were not opened; the others are linked`)
}

function messageOf(error: unknown): string {
  return cleanText(error instanceof Error ? error.message : String(error))
}
