// Opens the cockpit on this terminal and gives the terminal back: what is observed, the record, the screen, the way out.
import { flushCompileCache } from 'node:module'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { createEffectRunner } from '../actions/effects.ts'
import { offeredMitigations } from '../actions/offered-mitigations.ts'
import { counted } from '../components/theme/numbers.ts'
import { deliveriesOf } from '../incident/people/deliveries.ts'
import type { IncidentState } from '../incident/state.ts'
import type { IncidentDigest } from '../memory/digest.ts'
import type { Writing } from '../screens/writing-hands.ts'
import { type Observatory, startObservatory } from '../signals/observatory.ts'
import { createDesk, type Desk, type Practice } from '../store/desk.ts'
import { createLiveOutput } from '../store/live-output.ts'
import { createDrafts } from '../store/record/drafts.ts'
import { recordHome } from '../store/record/home.ts'
import { viewKeeperIn } from '../store/record/view-file.ts'
import type { Replay } from '../store/replay.ts'
import { createSession } from '../store/session.ts'
import { createWaitingDeliveries } from '../store/waiting-deliveries.ts'
import { Telemetry } from '../telemetry/hub.ts'
import { ringBell } from './bell.ts'
import { boundExpressions } from './bounded-expressions.ts'
import { type Cli, Told } from './context.ts'
import { copierTo } from './copy-out.ts'
import { openFace } from './faces.ts'
import { type Keyboard, keyboardBesidePipe, ownKeyboard } from './keyboard.ts'
import { openEditor, openShell } from './open-editor.ts'
import { hostOf, isRunning, outboxOf } from './outbox-of.ts'
import { isLinear, type ScreenOptions } from './screen-options.ts'
import { allowedSurroundings, configuredBy, type Surroundings, surroundingsOf } from './surroundings.ts'
import { stopJob } from './suspend.ts'
import type { WritingPlaces } from './writing-out.ts'

export interface CockpitOptions extends ScreenOptions {
  /** Declares this and opens it. */
  readonly words?: string
  /** Opens this incident. Without both: the only open one, else the start screen. */
  readonly incidentId?: string
  readonly readOnly?: boolean
  /** What `--config` named. */
  readonly config?: string
  /** Those of the folder the program was started in, unless given. */
  readonly surroundings?: Surroundings
  /** Practice outages that the start screen offers; `begin` is called before it is left for one. */
  readonly practice?: Practice
  /** Plays an incident back instead of opening one. */
  readonly replay?: Replay
}

/** Milliseconds for which the list of incidents is taken as known. */
const rememberFor = 5000

/** The compiled program is kept for the next start once this one has time, not only at a clean end. */
const warmAfter = 1500

const signals = ['SIGHUP', 'SIGTERM'] as const
type Leaving = 'quit' | 'interrupt' | 'hangup'
const exitCodes: Record<Leaving, number> = { quit: 0, interrupt: 130, hangup: 129 }

/** Throws Told where there is no terminal. Resolves with the exit code once the person has left. */
export async function openCockpit(cli: Cli, options: CockpitOptions): Promise<number> {
  const keyboard = await keyboardFor(cli, options)
  boundExpressions()
  const opening = openFace(options, keyboard)
  const around = options.surroundings ?? (await surroundingsOf(cli, process.cwd(), options.config))
  const shown = Promise.withResolvers<void>()
  const left = Promise.withResolvers<Leaving>()
  const practice = options.practice && {
    ...options.practice,
    begin: (name: string) => {
      options.practice?.begin(name)
      left.resolve('quit')
    },
  }
  const shared = { ...options, ...(practice && { practice }), keyboard, shown: shown.promise }
  const { desk, stop, writing } = setUp(cli, shared, around)
  const hangUp = () => left.resolve('hangup')
  for (const signal of signals) process.on(signal, hangUp)
  // A terminal that is gone answers every read and write with an error: that is a hang-up, too.
  for (const stream of [process.stdin, process.stdout, process.stderr]) stream.on('error', hangUp)
  const face = (await opening)({
    desk,
    onLeave: left.resolve,
    edit: openEditor,
    shell: openShell,
    copy: copierTo(recordHome(process.env), cli.now),
    suspend: stopJob,
    writing,
  })
  setImmediate(shown.resolve)
  const silence = ringBell(desk, () => process.stdout.write('\x07'))
  const warming = setTimeout(() => flushCompileCache?.(), warmAfter)
  warming.unref()
  const ticking = setInterval(() => desk.tick(), 1000)
  const how = await Promise.race([left.promise, face.ended.then(() => 'quit' as const)])
  clearInterval(ticking)
  silence()
  await stop()
  desk.close(how)
  await face.close()
  keyboard.close()
  // A library sends the signal once more when it has tidied up; it must not end what is still to be put away.
  if (how !== 'hangup') for (const signal of signals) process.off(signal, hangUp)
  const session = desk.store.getState().session
  if (session && how !== 'hangup' && !options.replay) cli.print(wayBack(session.store.getState().state))
  return exitCodes[how]
}

interface SetUp {
  readonly desk: Desk
  readonly writing: Writing
  /** Ends the work that still runs. */
  readonly stop: () => Promise<void>
}

/** The desk with everything a person works at. */
function setUp(
  cli: Cli,
  options: CockpitOptions & { readonly shown: Promise<void>; readonly keyboard: Keyboard },
  first: Surroundings,
): SetUp {
  const readOnly = options.readOnly === true
  const incidents = remembered(cli)
  const output = createLiveOutput()
  const deliveries = createWaitingDeliveries()
  const runners: { stop(): Promise<void> }[] = []
  const { record, identity, actor, newId } = cli
  const { replay } = options
  const now = replay ? replay.now : cli.now
  let around = first
  const telemetry = first.telemetry ?? new Telemetry({ startedAt: now() })
  const observe = ({ config, cwd, blind = [] }: Surroundings): Observatory => {
    for (const [what, why] of blind) telemetry.setBlind(what, why)
    return startObservatory({
      config,
      telemetry,
      now,
      cwd,
      looksAround: true,
      after: options.shown,
      piped: options.keyboard.piped,
    })
  }
  let observatory = first.telemetry ? null : observe(first)
  const desk = createDesk({
    ...(replay && { replay }),
    ...(options.practice && !readOnly && { practice: options.practice }),
    openSession: (incidentId, whole) => {
      if (replay) return replay.session()
      const outbox = readOnly ? null : outboxOf(cli, incidentId, { around: () => around, onChange: deliveries.set })
      const runner = createEffectRunner({
        get place() {
          return around.place
        },
        worktrees: join(record.home, 'worktrees'),
        ...(around.env && { env: around.env }),
        now,
        writeArtifact: (runId, text) => record.writeArtifact(incidentId, runId, text),
        onOutput: (runId, chunk) => output.add(runId, chunk, now()),
        ...(outbox && { outbox }),
      })
      runners.push(runner, ...(outbox ? [outbox] : []))
      const shared = { record, incidentId, identity, actor, readOnly, now, newId }
      const session = createSession({ ...shared, runEffect: (effect, answer) => runner.run(whole(effect), answer) })
      outbox?.resume(session.store.getState().state, intent => void session.dispatch(intent))
      return session
    },
    incidents: replay ? () => incidents.known().filter(one => one.id !== options.incidentId) : incidents.known,
    refreshIncidents: incidents.refresh,
    keptViews: viewKeeperIn(recordHome(process.env)),
    readArtifact: (incidentId, name) => record.readArtifact(incidentId, name),
    telemetry,
    output,
    deliveries,
    hostOf,
    configured: configuredBy(first),
    ...(first.drill === null && !replay && { offered: offeredMitigations }),
    allowConfig: async allowed => {
      around = await allowedSurroundings(cli, allowed, process.cwd())
      await observatory?.stop()
      telemetry.forget()
      observatory = observe(around)
      return configuredBy(around)
    },
    drill: first.drill,
    identity,
    pid: process.pid,
    host: hostname(),
    readOnly,
    now,
    newId,
    isRunning,
    ...(!options.replay && { drafts: createDrafts(record.home, identity) }),
  })
  const incidentId = options.incidentId ?? onlyOpen(incidents.known())
  if (options.words) desk.declare(options.words)
  else if (incidentId !== undefined) desk.open(incidentId)
  const stop = async () => {
    await Promise.all([...runners, ...(observatory ? [observatory] : [])].map(one => one.stop()))
  }
  const named = (file: string | undefined) => (file === undefined ? null : resolve(around.cwd, file))
  const writing = writingIn(record.home, {
    documents: () => named(around.config.postmortem.dir) ?? process.cwd(),
    template: () => named(around.config.postmortem.template),
  })
  return { desk, stop, writing }
}

/** Loaded when it is first used: it has no part in the start. */
function writingIn(home: string, places: Pick<WritingPlaces, 'documents' | 'template'>): Writing {
  const loaded = async () => {
    const { createWriting } = await import('./writing-out.ts')
    return createWriting({ ...places, scratch: join(home, 'scratch'), env: process.env })
  }
  return {
    edit: async (text, name) => (await loaded()).edit(text, name),
    save: async document => (await loaded()).save(document),
    template: async () => (await loaded()).template(),
  }
}

/** What is on record; read again when it is asked for anew, every few seconds at most. */
function remembered(cli: Cli): { known: () => readonly IncidentDigest[]; refresh: () => void } {
  let [known, readAt] = [cli.digests(), cli.now()]
  const refresh = () => {
    if (cli.now() - readAt > rememberFor) [known, readAt] = [cli.digests(), cli.now()]
  }
  return { known: () => known, refresh }
}

function onlyOpen(digests: readonly IncidentDigest[]): string | undefined {
  const open = digests.filter(state => state.status !== 'closed')
  return open.length === 1 ? open[0]?.id : undefined
}

function wayBack(state: IncidentState): string {
  const { id, status, title } = state
  const waits = deliveriesOf(state).filter(one => one.state === 'waiting').length
  const outbox =
    waits === 0
      ? ''
      : `\n${counted(waits, 'message waits', 'messages wait')} in the outbox: sent when it is open again, or by incident-tui update deliver`
  if (status === 'closed') return `${title} is closed. Look at it again with: incident-tui resume ${id}${outbox}`
  return `${title} stays ${status}. Come back with: incident-tui resume ${id}${outbox}`
}

/** Throws Told where nobody could press a key. A pipe is welcome where the configuration follows it. */
async function keyboardFor(cli: Cli, options: CockpitOptions): Promise<Keyboard> {
  if (process.stdin.isTTY && process.stdout.isTTY) return ownKeyboard
  if (process.stdout.isTTY && !isLinear(options) && !options.surroundings) {
    const { config } = await surroundingsOf(cli, process.cwd(), options.config)
    const keyboard = config.logs.some(log => 'stdin' in log) ? keyboardBesidePipe() : null
    if (keyboard) return keyboard
  }
  const subcommands =
    'declare, list, show, note, severity, phase, hypothesis, action, mitigated, resolve, close, run, postmortem'
  throw new Told(`the cockpit needs a terminal; the subcommands work without it: ${subcommands}`, 2)
}
