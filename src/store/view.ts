// What one person is looking at: focus, cursors, overlays, filters. Never stored with the incident, never an event.
// Screens read it and change it only through the functions of view-changes.ts.
import type { CommandPurpose, CommandSpec } from '../incident/command.ts'
import type { Audience } from '../incident/people/update-draft.ts'
import type { Instant } from '../incident/time.ts'
import type { TimelineKind } from '../incident/timeline-kinds.ts'
import type { Phase, SectionId, StatusWord } from '../incident/vocabulary.ts'
import type { HeldEvent } from '../telemetry/held-event.ts'

export const panes = ['workbench', 'health', 'logs', 'timeline', 'updates', 'preview'] as const
export type PaneId = (typeof panes)[number]

/** A line or text being typed. `cursor` counts graphemes from the start. */
export interface Field {
  readonly text: string
  readonly cursor: number
}

/** What the answer of a prompt is for; the prompt table says how each is asked and what it dispatches. */
export type PromptPurpose =
  | { readonly kind: 'note' }
  | { readonly kind: 'guess' }
  | { readonly kind: 'impact' }
  | { readonly kind: 'run' }
  | { readonly kind: 'hypothesis' }
  | { readonly kind: 'reject'; readonly hypothesisId: string }
  | { readonly kind: 'rootCause'; readonly hypothesisId: string | null }
  | { readonly kind: 'override' }
  | { readonly kind: 'acceptBaseline'; readonly signal: string }
  | { readonly kind: 'settle'; readonly subject: string }
  | { readonly kind: 'actionItem' }
  | { readonly kind: 'amend'; readonly target: string }
  | { readonly kind: 'retract'; readonly target: string }
  | { readonly kind: 'logSearch' }
  | { readonly kind: 'logTime' }
  | { readonly kind: 'paneFilter'; readonly pane: PaneId }
  | { readonly kind: 'section'; readonly section: string }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'title' }
  | { readonly kind: 'started' }
  | { readonly kind: 'revertTarget' }
  | { readonly kind: 'requestTitle' | 'requestReviewer'; readonly fixId: string }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'zone' }
  | { readonly kind: 'expertise' }
  | { readonly kind: 'paged' }

/** The views over past incidents, in the order Tab turns them. */
export const memoryTabs = ['similar', 'all', 'figures', 'actions'] as const

export type Overlay =
  | {
      readonly kind: 'incidents'
      readonly tab: (typeof memoryTabs)[number]
      readonly query: Field
      readonly index: number
    }
  | { readonly kind: 'help'; readonly query: Field; readonly scroll: number }
  | { readonly kind: 'palette'; readonly query: Field; readonly index: number }
  | { readonly kind: 'prompt'; readonly purpose: PromptPurpose; readonly field: Field; readonly error: string | null }
  | { readonly kind: 'severity'; readonly index: number }
  | {
      readonly kind: 'tests'
      readonly hypothesisId: string
      readonly ticks: readonly boolean[]
      readonly index: number
    }
  | {
      readonly kind: 'confirm'
      readonly title: string
      readonly spec: CommandSpec
      readonly purpose: CommandPurpose
      readonly facts: readonly (readonly [label: string, value: string])[]
    }
  | {
      readonly kind: 'danger'
      readonly title: string
      readonly meta: string
      readonly spec: CommandSpec
      readonly purpose: CommandPurpose
      readonly facts: readonly (readonly [label: string, value: string])[]
      readonly typed: Field
    }
  | {
      readonly kind: 'output'
      readonly runId: string
      /** The line under the cursor; null follows the end. */
      readonly cursor: number | null
      /** How many lines there were when the cursor moved: what came since lies below and is only counted. */
      readonly held: number
      /** What is searched for, and whether it is still being typed. */
      readonly query: Field
      readonly searching: boolean
      /** Asked whether to stop it; since when it is being stopped. */
      readonly asking: boolean
      readonly stoppingSince: Instant | null
    }
  | { readonly kind: 'diff'; readonly runId: string; readonly title: string; readonly top: number }
  | {
      readonly kind: 'text'
      readonly title: string
      readonly lines: readonly string[]
      readonly scroll: number
      readonly diff: boolean
      /** What c copies, where it is to be taken somewhere else. */
      readonly copies?: string
      /** Where it was copied to. */
      readonly copied?: string
    }
  | {
      readonly kind: 'composer'
      readonly purpose: ComposerPurpose
      readonly field: Field
      /** Where the arrows go: into the text, or to the choice in that row. */
      readonly focus: 'text' | 'status' | 'audience'
    }
  /** What would leave the box, exactly; asks y. */
  | {
      readonly kind: 'review'
      readonly status: StatusWord
      readonly audience: Audience
      readonly text: string
      readonly top: number
    }
  /** `text`: as a person has changed it; null as it is drafted. */
  /** `name` null: which runbook. */
  | { readonly kind: 'runbook'; readonly name: string | null; readonly index: number }
  | { readonly kind: 'escalate'; readonly index: number; readonly text: string | null }
  | { readonly kind: 'roles'; readonly index: number }
  /** One message and what became of it. */
  | { readonly kind: 'said'; readonly id: string; readonly top: number }
  | { readonly kind: 'logLine'; readonly event: HeldEvent; readonly scroll: number; readonly raw: boolean }
  | { readonly kind: 'logFilters'; readonly field: Field; readonly index: number }
  /** The form of a timeline entry; `target` null writes a new one. */
  | {
      readonly kind: 'entry'
      readonly target: string | null
      readonly time: Field
      readonly text: Field
      readonly focus: 'time' | 'text'
      readonly error: string | null
    }
  /** A section of the post-mortem written in place; `base` is what stood there when the writing began. */
  | {
      readonly kind: 'section'
      readonly section: SectionId
      readonly title: string
      readonly field: Field
      readonly base: string
    }
  /** One action item in a line of words; without a target a new one, with suggestions to take. */
  | {
      readonly kind: 'action'
      readonly target: string | null
      readonly field: Field
      readonly index: number
      readonly error: string | null
    }
  | { readonly kind: 'actionItems'; readonly index: number }
  | {
      readonly kind: 'factors'
      readonly index: number
      readonly adding: { readonly kind: 'contributing' | 'why'; readonly parent: string | null } | null
      readonly field: Field
    }
  | { readonly kind: 'export'; readonly index: number }
  /** One row of the timeline in full. */
  | { readonly kind: 'row'; readonly target: string; readonly top: number }
  /** The question whether a repository's configuration is trusted; `seen`: it was read to its end. */
  | { readonly kind: 'trust'; readonly top: number; readonly seen: boolean }
  | { readonly kind: 'choice'; readonly title: string; readonly of: ChoiceOf; readonly index: number }

/** What a longer text is written for. */
export type ComposerPurpose =
  | { readonly kind: 'update'; readonly status: StatusWord; readonly audience: Audience }
  | { readonly kind: 'page' }
  | { readonly kind: 'brief'; readonly role: string; readonly to: string }

/** A question with a few fixed answers. */
export type ChoiceOf = 'leave' | 'closeWithMitigation'

export interface LogFilter {
  readonly id: string
  /** `echo`: failed requests of an access log whose failure another line tells. */
  readonly kind: 'level' | 'source' | 'text' | 'endpoint' | 'group' | 'since' | 'echo'
  /** `in` shows only what matches, `out` hides what matches. */
  readonly way: 'in' | 'out'
  readonly value: string
  readonly on: boolean
}

export interface LogView {
  /** null follows the end; a number holds that line of the ring as the last one shown. */
  readonly heldAt: number | null
  readonly cursor: number | null
  readonly filters: readonly LogFilter[]
  /** As it was typed: words as they stand, or /a regular expression/. */
  readonly search: string
  readonly unfolded: ReadonlySet<number>
  readonly wrap: boolean
  readonly relativeTimes: boolean
  readonly view: 'lines' | 'groups'
  /** The events on screen since it was held: they stay when the ring has let them go. */
  readonly pinned: readonly HeldEvent[]
}

export interface TimelineView {
  /** Only rows of this kind; null shows all. */
  readonly kind: TimelineKind | null
  /** The whole text of every row, where the pane is zoomed. */
  readonly wrap: boolean
  /** Times in the incident's own zone beside UTC. */
  readonly zone: boolean
}

export interface ViewState {
  readonly screen: 'start' | 'incident' | 'incidents'
  /** The workbench looked at; null follows the phase of the incident. */
  readonly phaseShown: Phase | null
  readonly focus: PaneId
  readonly zoomed: boolean
  readonly overlays: readonly Overlay[]
  /** The chosen item of each list, by its own id, so that a re-ranking moves the row and not the choice. */
  readonly chosen: Readonly<Record<string, string>>
  /** First visible row of panes that scroll by rows. */
  readonly scroll: Readonly<Record<string, number>>
  readonly movedAt: Instant
  readonly log: LogView
  readonly timeline: TimelineView
  readonly filters: Readonly<Partial<Record<PaneId, string>>>
  readonly notice: {
    readonly text: string
    readonly tone: 'critical' | 'warn' | 'ok' | 'plain'
    readonly at: Instant
  } | null
  /** Banners that are no events, put off until then. */
  readonly putOff: Readonly<Record<string, Instant>>
  /** What was typed and not yet given: a composer left with Esc comes back as it was. */
  readonly drafts: Readonly<Record<string, string>>
  readonly start: { readonly field: Field; readonly focus: 'field' | 'list' | 'practice' }
}

/** What is wrong, each failure once. */
export const startingFilters: readonly LogFilter[] = [
  { id: 'level', kind: 'level', way: 'in', value: 'warn', on: true },
  { id: 'echo', kind: 'echo', way: 'out', value: 'told twice', on: true },
]

export const emptyField: Field = { text: '', cursor: 0 }

export function initialView(screen: ViewState['screen']): ViewState {
  return {
    screen,
    phaseShown: null,
    focus: 'workbench',
    zoomed: false,
    overlays: [],
    chosen: {},
    scroll: {},
    movedAt: 0,
    log: {
      heldAt: null,
      cursor: null,
      filters: startingFilters,
      search: '',
      unfolded: new Set(),
      wrap: false,
      relativeTimes: false,
      view: 'lines',
      pinned: [],
    },
    timeline: { kind: null, wrap: true, zone: true },
    filters: {},
    notice: null,
    putOff: {},
    drafts: {},
    start: { field: emptyField, focus: 'field' },
  }
}
