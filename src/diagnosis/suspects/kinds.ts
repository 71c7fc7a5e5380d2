// Kinds of change that are guilty more rarely than others. Only what counting real reverts has shown: large changes,
// configuration, migrations and dependencies are not guiltier than others in general, so they get no points.
import type { CandidateChange } from './types.ts'

export interface ChangeKind {
  readonly name: 'revert' | 'routine' | 'documentation' | 'fix'
  readonly points: number
  readonly sentence: string
  readonly isOf: (change: CandidateChange) => boolean
}

const documentationPath =
  /\.(?:md|mdx|markdown|rst|adoc|txt)$|(?:^|\/)(?:docs?|documentation)\/|(?:^|\/)(?:LICENSE|AUTHORS|OWNERS|CHANGELOG|CODEOWNERS)\b/i
const notDocumentation = /(?:requirements[\w.-]*|constraints|CMakeLists|robots|version)\.txt$/i
const documentationSubject =
  /^(?:\[?(?:docs?|documentation|typos?|comments?|lint|format(?:ting)?|style)\]?(?:\([^)]*\))?!?:|\[(?:docs?|documentation)\])|\b(?:typos?|docstrings?|docs|readme|documentation|clang-format|gofmt|whitespace)\b|\b(?:code )?comments?\b(?!.*\b(?:api|service|feature|form|box|page|endpoint)\b)/i
const routineSubject =
  /^(?:\[?roll\]?\b|auto-?roll|bump\b|(?:build|chore|fix)\(deps(?:-dev)?\):|update dependency|upgrade\s+\S+\s+(?:from|to)\b|roll(?:ing)? (?:src|deps|[\w./-]+ from))|\broll(?:s|ed|ing)?\b.*\bfrom\b.*\bto\b|\bbump(?:s|ed|ing)?\b.*\b(?:version|from|to)\b|\btranslations?\b|\blocali[sz]ation updates?\b|\bl10n\b/i
const botAuthor = /\[bot\]|\bbot\b|autoroll|-roll(?:er)?\b|dependabot|renovate|service account|translatewiki/i

export const changeKinds: readonly ChangeKind[] = [
  {
    name: 'revert',
    points: -5,
    sentence: 'restores an earlier state',
    isOf: ({ subject }) => isRevert(subject),
  },
  {
    name: 'routine',
    points: -10,
    sentence: 'a routine update: a roll, a version bump, a bot or translations',
    isOf: ({ subject, author }) => routineSubject.test(subject) || botAuthor.test(author),
  },
  {
    name: 'documentation',
    points: -12,
    sentence: 'documentation, comments or formatting only',
    isOf: ({ subject, paths }) =>
      (paths.length > 0 && paths.every(path => documentationPath.test(path) && !notDocumentation.test(path))) ||
      (!isRevert(subject) && documentationSubject.test(subject)),
  },
  {
    name: 'fix',
    points: -5,
    sentence: 'describes itself as a fix',
    isOf: ({ subject }) =>
      !isRevert(subject) &&
      /\b(?:hot|bug)?fix(?:es|ing)?\b|^(?:\[[^\]]*\]\s*)?fixed\b|\bcorrect(?:s|ed|ly)?\b/i.test(subject),
  },
]

function isRevert(subject: string): boolean {
  return /^(?:\[[^\]]*\]\s*)?revert(?:s|ed|ing)?\b/i.test(subject)
}

/** What a bump or roll brings in: names that a symptom may contain. */
export function packagesOf(subject: string): string[] {
  const found = [
    /\b(?:bump|upgrade|update)s?\s+(?:dependency\s+)?(@?[\w./-]+)\s+(?:from|to)\b/i,
    /\broll(?:ing)?\s+([\w./-]+)\s+(?:from|to|[0-9a-f]{7,}\b)/i,
    /\b(?:update|upgrade) dependency\s+(@?[\w./-]+)/i,
  ].flatMap(pattern => pattern.exec(subject)?.[1] ?? [])
  return [
    ...new Set(
      found.map(name =>
        name
          .replace(/^.*\/(?=[^/]+\/?$)/, '')
          .replace(/\/$/, '')
          .toLowerCase(),
      ),
    ),
  ].filter(name => name.length >= 3)
}

/** The changes that a later one of the window has taken back, each with the one that did. */
export function takenBack(newestFirst: readonly CandidateChange[]): Map<CandidateChange, CandidateChange> {
  const taken = new Map<CandidateChange, CandidateChange>()
  const open = newestFirst.flatMap((change, index) => (isRevert(change.subject) ? [{ change, index }] : []))
  for (const { change: revert, index } of open) {
    if (taken.has(revert)) continue
    const quoted = /^(?:\[[^\]]*\]\s*)?reverts?\s+["'“](.+?)["'”]?\s*(?:\(#?\d+\))?$/i.exec(revert.subject)?.[1]
    const target = newestFirst
      .slice(index + 1)
      .find(
        change =>
          revert.reverts?.some(sha => change.sha.startsWith(sha)) ||
          (quoted !== undefined && withoutNumber(change.subject) === withoutNumber(quoted.replace(/["”]$/, ''))),
      )
    if (target && !taken.has(target)) taken.set(target, revert)
  }
  return taken
}

function withoutNumber(subject: string): string {
  return subject.replace(/\s*\(#\d+\)$/, '').trim()
}
