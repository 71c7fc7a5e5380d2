// What a post-mortem is before it is Markdown, HTML, JSON or a screen: ordered sections of blocks, all plain words.
// Rule: derived facts and a person's text are different blocks; whoever draws a block escapes its words.
import type { TimelineRow } from '../incident/state.ts'
import type { Instant } from '../incident/time.ts'
import type { ActionItemKind, PostmortemState, SectionId } from '../incident/vocabulary.ts'

/** Sections in the order of the document. The first four are the skeleton that readers rely on. */
const documentSections = [
  'facts',
  'timeline',
  'rootCause',
  'actionItems',
  'summary',
  'background',
  'impact',
  'detection',
  'resolution',
  'contributingFactors',
  'fiveWhys',
  'hypotheses',
  'minutes',
  'communication',
  'wentWell',
  'wentBadly',
  'lucky',
  'lessons',
  'charts',
  'evidence',
] as const
export type DocumentSectionId = (typeof documentSections)[number]

/**
 * `written` by a person · `draft` derived from the events, nobody has written it · `missing` nothing is recorded and
 * the severity asks for it · `optional` nothing is recorded and nothing asks for it.
 */
export type SectionStanding = 'written' | 'draft' | 'missing' | 'optional'

export interface DocumentSection {
  readonly id: DocumentSectionId
  readonly title: string
  readonly state: SectionStanding
  /** Which text of a person's stands here; null where a section is derived only and cannot be written. */
  readonly writes: SectionId | null
  /** What a person wrote, as it was written, and who and when; it has replaced the draft prose, never the facts. */
  readonly written: { readonly text: string; readonly by: string; readonly at: Instant } | null
  /** The draft as plain text: what an editor starts from where nothing is written yet. Empty where there is none. */
  readonly draft: string
  readonly blocks: readonly Block[]
}

export interface PostmortemDocument {
  readonly incidentId: string | null
  readonly title: string
  readonly service: string | null
  readonly drill: string | null
  readonly state: PostmortemState
  readonly sections: readonly DocumentSection[]
}

export type Block =
  /** Sentences derived from the events. */
  | { readonly kind: 'prose'; readonly text: string }
  /** As a person wrote it, Markdown allowed. */
  | { readonly kind: 'written'; readonly text: string }
  /** Nothing is recorded: says so in words. */
  | { readonly kind: 'missing'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'timeline'; readonly rows: readonly DocumentRow[] }
  | { readonly kind: 'tasks'; readonly items: readonly Task[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'chart'; readonly chart: SeriesChart }
  | { readonly kind: 'lanes'; readonly chart: LanesChart }

export interface ListItem {
  readonly text: string
  /** A command line, shown as code before the text. */
  readonly code?: string
  /** `E3`, `C1`: what timeline rows cite. */
  readonly label?: string
  readonly strong?: boolean
  readonly children?: readonly ListItem[]
}

export interface DocumentRow {
  /** The event's id. */
  readonly id: string
  readonly at: Instant
  /** End of a range. */
  readonly endsAt: Instant | null
  /** `14:30`, `2025-03-26 00:10`, `about 14:30`, `14:30 to 14:45`. */
  readonly when: string
  readonly text: string
  /** Labels in the appendix: `E3`, `C1`. */
  readonly cites: readonly string[]
  readonly lane: Lane
  readonly key: boolean
  readonly tone: TimelineRow['tone']
  /** By role, or by name where names were asked for; empty where a rule wrote it or the role is not known. */
  readonly who: string
}

export const lanes = ['signals', 'changes', 'people', 'commands', 'updates'] as const
export type Lane = (typeof lanes)[number]

export interface Task {
  readonly id: string | null
  readonly text: string
  readonly kind: ActionItemKind
  readonly priority: 'high' | 'medium' | 'low'
  readonly owner: string | null
  readonly due: string | null
  readonly link: string | null
  readonly done: boolean
}

/** A moment that charts mark: `onset`, `declared`, `fix`. */
export interface ChartMark {
  readonly at: Instant
  readonly label: string
}

export interface SeriesChart {
  /** `error-rate`: part of a file's name. */
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly points: readonly { readonly at: Instant; readonly value: number }[]
  readonly marks: readonly ChartMark[]
  /** The median before the impact began; null where nothing was measured then. */
  readonly usual: number | null
  /** What it shows in one sentence, for who cannot see it. */
  readonly summary: string
}

export interface LanesChart {
  readonly id: string
  readonly title: string
  readonly lanes: readonly { readonly name: Lane; readonly rows: readonly DocumentRow[] }[]
  readonly from: Instant
  readonly to: Instant
  readonly marks: readonly ChartMark[]
  readonly summary: string
}
