// Which candidates touch what the symptom names: a file, a name equal to a file's, a package, a frame of a stack trace.
import { packagesOf } from './kinds.ts'
import { baseName, codeTokens, framesOf, isFrameOf, stemOfFile, type TraceFrame } from './trace.ts'
import { type Candidate, rarity, type Window } from './window.ts'

export interface NamedFiles {
  /** The rarest file or package of the candidate that the symptom names. */
  readonly bestNameOf: (candidate: Candidate) => { readonly text: string; readonly rarity: number } | null
  /** A frame of a trace that the candidate wrote or touches; its weight is 1 for the line that failed, less else. */
  readonly frameOf: (candidate: Candidate) => { readonly text: string; readonly weight: number } | null
}

interface Name {
  readonly key: string
  readonly text: string
}

/** What touching a file of the trace is worth where it is known who wrote the lines that failed. */
const elsewhere = 0.3

export function namedFiles(
  window: Window,
  given: readonly TraceFrame[],
  blamedPaths: ReadonlySet<string> = new Set(),
): NamedFiles {
  const { candidates, symptomText } = window
  const frames = [...given, ...framesOf(symptomText)]
  const fileNames = new Set(frames.map(frame => baseName(frame.path)).filter(name => stemOfFile(name) !== null))
  const symbols = new Set([...codeTokens(symptomText)].map(token => token.replace(/[^A-Za-z0-9]/g, '').toLowerCase()))
  const lowerText = symptomText.toLowerCase()
  const namesOf = (candidate: Candidate): Name[] => [
    ...candidate.change.paths.flatMap(path => fileNamesOf(path, fileNames, symbols)),
    ...packagesOf(candidate.change.subject)
      .filter(name => hasWord(lowerText, name))
      .map(name => ({ key: `package ${name}`, text: `brings in ${name}, named in the symptom` })),
  ]
  const having = new Map<string, number>()
  const names = new Map(
    candidates.map(candidate => {
      const own = [...new Map(namesOf(candidate).map(name => [name.key, name])).values()]
      for (const { key } of own) having.set(key, (having.get(key) ?? 0) + 1)
      return [candidate, own]
    }),
  )
  const touched = touchedFrames(candidates, frames)
  return {
    bestNameOf: candidate => {
      const [best] = (names.get(candidate) ?? [])
        .map(({ key, text }) => ({ text, rarity: rarity(candidates.length, having.get(key) as number) }))
        .sort((a, b) => b.rarity - a.rarity)
      return best ?? null
    },
    frameOf: candidate => {
      const { wroteFrame: own } = candidate.change
      if (own)
        return { text: `wrote line ${own.line} of ${own.path}, a frame of the stack trace`, weight: 1 / own.depth }
      const path = touched.get(candidate)
      if (path === undefined) return null
      const weight = (blamedPaths.size > 0 ? elsewhere : 1) / touched.size
      return { text: `touches ${path}, a file of the stack trace`, weight }
    },
  }
}

function fileNamesOf(path: string, fileNames: ReadonlySet<string>, symbols: ReadonlySet<string>): Name[] {
  const base = baseName(path)
  if (fileNames.has(base)) return [{ key: base, text: `touches ${base}, named in the symptom` }]
  const stem = stemOfFile(path)
  if (stem === null || !symbols.has(stem)) return []
  return [{ key: `stem ${stem}`, text: `touches ${base}, a name that stands in the symptom` }]
}

function touchedFrames(candidates: readonly Candidate[], frames: readonly TraceFrame[]): Map<Candidate, string> {
  const touched = new Map<Candidate, string>()
  const byName = new Map<string, TraceFrame[]>()
  for (const frame of frames) {
    const name = baseName(frame.path)
    byName.set(name, [...(byName.get(name) ?? []), frame])
  }
  for (const candidate of candidates) {
    if (candidate.change.isFirst) continue
    const path = candidate.change.paths.find(own => byName.get(baseName(own))?.some(frame => isFrameOf(own, frame)))
    if (path !== undefined) touched.set(candidate, path)
  }
  return touched
}

function hasWord(lowerText: string, name: string): boolean {
  const at = lowerText.indexOf(name)
  if (at < 0) return false
  const isPart = (character: string | undefined) => character !== undefined && /[a-z0-9]/.test(character)
  return !isPart(lowerText[at - 1]) && !isPart(lowerText[at + name.length])
}
