// The closed sets of words that events, state and screens share, each with what it means to a person.
// Order matters: it is the order in which a person meets them.

export const severities = ['P0', 'P1', 'P2', 'P3'] as const
export type Severity = (typeof severities)[number]

export const severityMeaning: Record<Severity, { word: string; meaning: string }> = {
  P0: { word: 'critical', meaning: 'service down, all users' },
  P1: { word: 'major', meaning: 'major feature broken, many users' },
  P2: { word: 'minor', meaning: 'minor feature, some users' },
  P3: { word: 'low', meaning: 'cosmetic, a workaround exists' },
}

export const phases = ['triage', 'diagnose', 'fix', 'verify', 'postmortem'] as const
export type Phase = (typeof phases)[number]

export const phaseTitle: Record<Phase, string> = {
  triage: 'Triage',
  diagnose: 'Diagnose',
  fix: 'Fix',
  verify: 'Verify',
  postmortem: 'Post-mortem',
}

/** What a command may do: `read` runs at once, `reversible` asks y, `danger` asks for a typed word. */
export type RiskTier = 'read' | 'reversible' | 'danger'

/** The word stakeholders read. */
export const statusWords = ['Investigating', 'Identified', 'Monitoring', 'Resolved'] as const
export type StatusWord = (typeof statusWords)[number]

/** Where an incident stands for lists and scripts. */
export type IncidentStatus = 'open' | 'mitigated' | 'resolved' | 'closed'

/** The moments kept apart; every duration names the two that it spans. */
export const momentNames = ['started', 'detected', 'acknowledged', 'mitigated', 'resolved'] as const
export type MomentName = (typeof momentNames)[number]

/** How exactly a time is known: `about` a clock time, or only its `day`. Unsaid, it is exact. */
export const precisions = ['about', 'day'] as const
export type Precision = (typeof precisions)[number]

export const actionItemKinds = ['prevent', 'detect', 'mitigate', 'process'] as const
export type ActionItemKind = (typeof actionItemKinds)[number]

export const postmortemStates = ['draft', 'in review', 'reviewed', 'closed'] as const
export type PostmortemState = (typeof postmortemStates)[number]

/** The sections a person can write by hand; an unwritten one is derived from the events. */
export const sectionIds = [
  'summary',
  'background',
  'impact',
  'rootCause',
  'trigger',
  'contributingFactors',
  'detection',
  'resolution',
  'wentWell',
  'wentBadly',
  'lucky',
  'lessons',
] as const
export type SectionId = (typeof sectionIds)[number]
