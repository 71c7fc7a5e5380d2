// A draft of the severity with its reasons: from the words and from what the signals show. In doubt the higher one.
import type { Symptom } from './events.ts'
import type { Severity } from './vocabulary.ts'

export interface SeverityDraft {
  readonly severity: Severity
  readonly reasons: readonly string[]
}

/** What is known of the signals: shares from 0 to 1, null where nothing is watched. */
export interface SeveritySignals {
  readonly failingShare: number | null
  readonly targets: number
  readonly targetsDown: number
}

const words: readonly (readonly [Severity, RegExp, string])[] = [
  [
    'P0',
    /\b(?:all|every(?:one|body)?|entire|whole|complete(?:ly)?|total(?:ly)?|nobody)\b/i,
    'the words speak of everyone',
  ],
  ['P0', /\b(?:data loss|breach|security|leak)\b/i, 'data or security is at stake'],
  ['P0', /\b(?:site|service|api|app|production|prod|system)\s+(?:is\s+)?down\b/i, 'the words say it is down'],
  ['P3', /\b(?:cosmetic|typo|misaligned|colou?r|workaround|logo)\b/i, 'the words speak of looks or of a workaround'],
  ['P1', /\b(?:checkout|payments?|orders?|log[ -]?in|sign[ -]?in|auth|session)\b/i, 'a major feature is named'],
  [
    'P2',
    /\b(?:some|few|certain|occasional(?:ly)?|intermittent(?:ly)?|minor|sometimes)\b/i,
    'the words speak of some users',
  ],
]
const byKind: Record<Symptom['kind'], readonly [Severity, string]> = {
  down: ['P0', 'something is down'],
  errors: ['P1', 'requests fail'],
  login: ['P1', 'people cannot get in'],
  slow: ['P1', 'requests are slow'],
  data: ['P1', 'data is wrong'],
  other: ['P2', 'the words name no known kind of failure; taken as minor until more is known'],
}

export function draftSeverity(symptom: Symptom, signals?: SeveritySignals): SeverityDraft {
  const said = words.filter(([, pattern]) => pattern.test(symptom.text))
  const found: (readonly [Severity, string])[] = said.map(([severity, , reason]) => [severity, reason])
  const isCosmetic = found.some(([severity]) => severity === 'P3')
  const isSome = found.some(([severity]) => severity === 'P2')
  if (!isCosmetic && !(isSome && symptom.kind === 'other')) found.push(byKind[symptom.kind])
  if (signals && signals.targets > 0 && signals.targetsDown === signals.targets) {
    found.push(['P0', `all ${signals.targets} health targets fail`])
  } else if (signals && signals.targetsDown > 0) {
    found.push(['P1', `${signals.targetsDown} of ${signals.targets} health targets fail`])
  }
  if (signals?.failingShare !== null && signals && signals.failingShare >= 0.05) {
    const share = Math.round(signals.failingShare * 100)
    found.push([share >= 90 ? 'P0' : 'P1', `${share} % of requests fail`])
  }
  const severity = found.map(([one]) => one).sort()[0] ?? 'P2'
  return { severity, reasons: found.filter(([one]) => one === severity).map(([, reason]) => reason) }
}
