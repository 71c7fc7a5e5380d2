// The post-mortem as a document: a pure function of what the events add up to. The same incident gives the same
// document; renderers and screens draw it and decide nothing.
import type { IncidentState } from '../incident/state.ts'
import { completenessOf } from './completeness.ts'
import type { DocumentSection, DocumentSectionId, PostmortemDocument } from './model.ts'
import { peopleOf } from './people.ts'
import { factorsSection, fiveWhysSection, hypothesesSection, rootCauseSection } from './sections/causes.ts'
import { chartsSection } from './sections/charts.ts'
import { communicationSection, detectionSection, minutesSection, resolutionSection } from './sections/course.ts'
import { evidenceSection } from './sections/evidence.ts'
import { factsSection } from './sections/facts.ts'
import {
  actionItemsSection,
  backgroundSection,
  impactSection,
  lessonsSection,
  summarySection,
} from './sections/outcome.ts'
import { retrospectSections } from './sections/retrospect.ts'
import type { Making } from './sections/section.ts'
import { documentRows, timelineSection } from './sections/timeline.ts'

export interface DocumentOptions {
  /** People by name instead of by role. */
  readonly names: boolean
}

export function postmortemDocument(
  state: IncidentState,
  options: DocumentOptions = { names: false },
): PostmortemDocument {
  const making: Making = { state, people: peopleOf(state, options), completeness: completenessOf(state) }
  const rows = documentRows(making)
  return {
    incidentId: state.id,
    title: state.title,
    service: state.service,
    drill: state.drill?.scenario ?? null,
    state: state.postmortemState,
    sections: [
      factsSection(making),
      timelineSection(making, rows),
      rootCauseSection(making),
      actionItemsSection(making),
      summarySection(making),
      backgroundSection(making),
      impactSection(making),
      detectionSection(making),
      resolutionSection(making),
      factorsSection(making),
      fiveWhysSection(making),
      hypothesesSection(making),
      minutesSection(making),
      communicationSection(making),
      ...retrospectSections(making),
      lessonsSection(making),
      chartsSection(making, rows),
      evidenceSection(making),
    ],
  }
}

/** One section of a document, where it has it. */
export function sectionOf(document: PostmortemDocument, id: DocumentSectionId): DocumentSection | null {
  return document.sections.find(one => one.id === id) ?? null
}

/** Skeleton sections always stand; others only where they hold something or the severity asks for them. */
export function printedSections({ sections }: PostmortemDocument): DocumentSection[] {
  return sections.filter(one => isSkeleton(one) || one.state !== 'optional')
}

/** The four sections that readers and scripts find in every post-mortem, in the shape they know. */
export function isSkeleton({ id }: DocumentSection): boolean {
  return id === 'facts' || id === 'timeline' || id === 'rootCause' || id === 'actionItems'
}
