// What a person works at: the open incident (or none yet), what is observed, and the view. The screens read it and act
// through it; whoever composes it says how incidents are opened and what a session's effects do.
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { UntrustedConfig } from '../config/load.ts'
import type { Config, MitigationConfig } from '../config/schema.ts'
import { ownSignatures } from '../diagnosis/hypotheses/own-signatures.ts'
import type { CommandPurpose, CommandSpec } from '../incident/command.ts'
import { describeSymptom, titleOf } from '../incident/description.ts'
import type { Consent, Effect, Intent } from '../incident/intents.ts'
import { cleanText, redact } from '../incident/redact.ts'
import type { Instant } from '../incident/time.ts'
import type { IncidentDigest } from '../memory/digest.ts'
import type { Telemetry } from '../telemetry/hub.ts'
import type { RequestFigures } from '../telemetry/requests.ts'
import { createEscalating } from './escalating.ts'
import { createRequestFigures } from './figures.ts'
import { createGate, type Gate, type GateRow } from './gating.ts'
import { settleInterrupted } from './interrupted.ts'
import { isSameKept, keptOf, type ViewKeeper, withKept } from './kept-view.ts'
import type { LiveOutput } from './live-output.ts'
import { createLogFinder, type LogFinder } from './log-finder.ts'
import { type Past, pastOf } from './past.ts'
import { createProposing, type RankChanges } from './proposing.ts'
import type { Drafts } from './record/drafts.ts'
import type { Replay } from './replay.ts'
import type { Session } from './session.ts'
import { initialView, type ViewState } from './view.ts'
import { notify, type ViewChange } from './view-changes.ts'
import type { WaitingDeliveries } from './waiting-deliveries.ts'
import { createWatch } from './watch.ts'

export interface DeskState {
  readonly session: Session | null
  readonly view: ViewState
  /** The repository's configuration while nobody has allowed it. */
  readonly untrusted: UntrustedConfig | null
}

/** What follows from the configuration, and changes when one is trusted. */
export interface Configured {
  readonly config: Config
  /** Where fixes are made; null without a repository. */
  readonly repository: string | null
  /** What was found instead, in words. */
  readonly whyNoRepository?: string | null
  /** Milliseconds without a relapse until the fix counts as holding. */
  readonly monitorMs: number
  /** Ranks the changes before the onset. */
  readonly rankChanges: RankChanges
  /** Not allowed yet, and asked about. */
  readonly untrusted: UntrustedConfig | null
}

/** The practice outages that can be begun from the start screen. */
export interface Practice {
  readonly outages: readonly { readonly name: string; readonly title: string }[]
  /** Leaves this screen for the outage. */
  readonly begin: (name: string) => void
}

export interface DeskOptions {
  /** `whole` gives an effect back what was left out of the record: a command line's secrets. */
  readonly openSession: (incidentId: string, whole: (effect: Effect) => Effect) => Session
  /** What is remembered of every incident, oldest first. */
  readonly incidents: () => readonly IncidentDigest[]
  /** Reads them again, where that was long enough ago. */
  readonly refreshIncidents?: () => void
  /** Where an incident is played back instead of lived through. */
  readonly replay?: Replay
  /** What was kept of a command's output; null where that cannot be read. */
  readonly readArtifact: (incidentId: string, name: string) => string | null
  readonly telemetry: Telemetry
  readonly output: LiveOutput
  readonly deliveries: WaitingDeliveries
  /** Who listens at the address in that environment variable; null where it is not set. */
  readonly hostOf: (variable: string) => string | null
  readonly configured: Configured
  /** Mitigations that this box's own tools offer beside those that are set up. */
  readonly offered?: (config: Config) => Promise<readonly MitigationConfig[]>
  /** Allows these bytes from now on and uses them; answers with what follows from that. */
  readonly allowConfig?: (allowed: UntrustedConfig) => Promise<Configured>
  readonly drill: { readonly scenario: string } | null
  /** Where the way of looking at an incident is kept; nothing where it is not. */
  readonly keptViews?: ViewKeeper
  /** user@host */
  readonly identity: string
  readonly pid: number
  readonly host: string
  readonly readOnly: boolean
  readonly now: () => Instant
  readonly newId: () => string
  /** Absent where none can be begun: read-only, in a drill, in a replay. */
  readonly practice?: Practice
  /** Keeps what is typed and not yet given; absent where nothing is to be kept. */
  readonly drafts?: Drafts
  /** True while a process of that number runs on this host. */
  readonly isRunning: (pid: number) => boolean
}

type Shared = 'telemetry' | 'output' | 'deliveries' | 'hostOf' | 'identity' | 'readOnly' | 'now' | 'newId' | 'incidents'

export interface Desk
  extends Pick<DeskOptions, Shared>,
    Pick<Configured, 'config' | 'repository' | 'whyNoRepository' | 'monitorMs'> {
  readonly store: StoreApi<DeskState>
  requests(now: Instant): RequestFigures
  readonly finder: LogFinder
  open(incidentId: string): void
  /** Declares an incident from a person's sentence and opens it; false where nothing was said. */
  declare(words: string): boolean
  /** A refusal becomes the notice on the situation line. */
  dispatch(intent: Intent): boolean
  /** Runs a command and puts it on the record without its secrets; its run's id, or null where it was refused. */
  run(spec: CommandSpec, purpose: CommandPurpose, consent: Consent): string | null
  change(change: ViewChange): void
  /** Uses the repository's configuration from now on, as it was shown; asks again where it has changed since. */
  trustConfig(): void
  /** Brings back what a command printed before this session, as far as it was kept. */
  recall(runId: string): void
  readonly past: Past
  /** Every signal against what was usual, as it was at the last tick; worst first. */
  gate(): readonly GateRow[]
  readonly replay: Replay | null
  readonly practice: Practice | null
  /** Once a second: what the program notices by itself. */
  tick(): void
  /** Ends the session on the record; the incident stays open. */
  close(how: 'quit' | 'interrupt' | 'hangup'): void
}

export function createDesk(options: DeskOptions): Desk {
  const { now, newId } = options
  let configured = options.configured
  const asked = askingForTrust(initialView('start'), configured)
  const store = createStore<DeskState>(() => ({ session: null, view: asked, untrusted: configured.untrusted }))
  let stopFollowing = () => {}
  let watch: ((now: Instant) => void) | null = null
  let gate: Gate | null = null
  const secretSpecs = new Map<string, CommandSpec>()
  const whole = (effect: Effect): Effect => {
    const spec = effect.kind === 'run' ? secretSpecs.get(effect.runId) : undefined
    return effect.kind === 'run' && spec ? { ...effect, spec } : effect
  }

  let past: { readonly of: readonly IncidentDigest[]; readonly known: Past } | null = null
  const pastNow = (): Past => {
    const of = options.incidents()
    if (past?.of !== of) past = { of, known: pastOf(of) }
    return past.known
  }

  const keepDrafts = (incidentId: string, before: ViewState['drafts'], now: ViewState['drafts']) => {
    for (const [name, text] of Object.entries(now)) {
      if (text !== before[name]) options.drafts?.keep(incidentId, name, text)
    }
  }

  const change = (how: ViewChange) => {
    const { view: before, session } = store.getState()
    const view = how(before)
    store.setState({ view })
    if (!session || options.readOnly) return
    if (!isSameKept(view.log, before.log)) options.keptViews?.write(session.incidentId, keptOf(view.log))
    if (view.drafts !== before.drafts) keepDrafts(session.incidentId, before.drafts, view.drafts)
  }

  const dispatch = (intent: Intent): boolean => {
    const { session } = store.getState()
    if (!session) return false
    const result = session.dispatch(intent)
    if ('events' in result) return true
    change(notify(result.refused, 'warn', now()))
    return false
  }

  const take = (session: Session) => {
    stopFollowing()
    store.setState(({ view }) => {
      // A question of trust that is open stays open.
      const overlays = view.overlays.filter(overlay => overlay.kind === 'trust')
      const kept = options.keptViews?.read(session.incidentId) ?? null
      const drafts = options.drafts?.read(session.incidentId) ?? {}
      return { session, view: withKept({ ...initialView('incident'), overlays, drafts }, kept) }
    })
    stopFollowing = session.follow()
    settleInterrupted(session, options)
    gate = createGate(session, options.telemetry, () => configured.monitorMs)
    if (options.readOnly) return
    session.dispatch({ kind: 'openSession', pid: options.pid, host: options.host })
    const notice = createWatch(session, options.telemetry, gate)
    const escalate = createEscalating(session, () => configured.config)
    let proposingFor: Configured | null = null
    let propose = (_: Instant): void => undefined
    watch = at => {
      notice(at)
      if (proposingFor !== configured) {
        proposingFor = configured
        propose = proposingWith(session, configured)
      }
      propose(at)
      escalate(at)
    }
  }

  const proposingWith = (session: Session, { rankChanges, config }: Configured) =>
    createProposing(session, options.telemetry, rankChanges, ownSignatures(config))

  const takeOffers = () => {
    const { config } = configured
    void options.offered?.(config).then(
      offers => {
        if (offers.length === 0 || configured.config !== config) return
        configured = { ...configured, config: { ...config, mitigations: [...config.mitigations, ...offers] } }
      },
      () => undefined, // What cannot be asked is not offered.
    )
  }
  takeOffers()

  const trustConfig = () => {
    const { untrusted } = store.getState()
    if (!untrusted || !options.allowConfig) return
    const name = untrusted.file.replace(/^.*\//, '')
    void options.allowConfig(untrusted).then(
      now => {
        configured = now
        takeOffers()
        const said = notify(`${name} is trusted until it changes, and used from now on.`, 'ok', options.now())
        store.setState(({ view }) => ({ untrusted: now.untrusted, view: askingForTrust(said(view), now) }))
      },
      (error: unknown) => {
        const why = cleanText(error instanceof Error ? error.message : String(error))
        change(notify(`${name} is not trusted: ${why}. Nothing of it is used.`, 'warn', options.now()))
      },
    )
  }

  return {
    ...options,
    get config() {
      return configured.config
    },
    get whyNoRepository() {
      return configured.whyNoRepository ?? null
    },
    get repository() {
      return configured.repository
    },
    get monitorMs() {
      return configured.monitorMs
    },
    gate: () => gate?.rows() ?? [],
    trustConfig,
    store,
    requests: createRequestFigures(options.telemetry.log),
    finder: createLogFinder(options.telemetry.log),
    change,
    dispatch,
    run: (spec, purpose, consent) => {
      const runId = newId()
      const shown = { ...spec, argv: spec.argv.map(redact) }
      if (shown.argv.some((word, index) => word !== spec.argv[index])) secretSpecs.set(runId, spec)
      return dispatch({ kind: 'runCommand', runId, spec: shown, purpose, consent }) ? runId : null
    },
    recall: runId => {
      const { session } = store.getState()
      const run = session?.store.getState().state.commands.find(one => one.runId === runId)
      if (!session || !run?.artifact) return
      const kept = options.readArtifact(session.incidentId, run.artifact)
      if (kept !== null) options.output.recall(runId, kept)
    },
    practice: options.practice ?? null,
    replay: options.replay ?? null,
    get past() {
      return pastNow()
    },
    tick: () => {
      const { session, view } = store.getState()
      if (session === null || view.overlays.at(-1)?.kind === 'incidents') options.refreshIncidents?.()
      if (session?.store.getState().recordTrouble != null) session.flush()
      if (watch) watch(now())
      else gate?.look(now())
    },
    open: incidentId => take(options.openSession(incidentId, whole)),
    declare: words => {
      const text = cleanText(words).trim()
      if (text === '') return false
      const at = now()
      const incidentId = newId()
      const session = options.openSession(incidentId, whole)
      const symptom = describeSymptom(text, at)
      const about = { title: titleOf(text, at), symptom, service: configured.config.service ?? null }
      session.dispatch({
        kind: 'declare',
        incidentId,
        ...about,
        drill: options.drill,
        severity: null,
        origin: 'person',
      })
      take(session)
      return true
    },
    close: how => {
      stopFollowing()
      const { session } = store.getState()
      if (session && !options.readOnly) session.dispatch({ kind: 'closeSession', how })
    },
  }
}

/** The view with the question on it, where there is one to ask. */
function askingForTrust(view: ViewState, { untrusted }: Configured): ViewState {
  return untrusted ? { ...view, overlays: [...view.overlays, { kind: 'trust', top: 0, seen: false }] } : view
}
