// Which lines belong to the event before them: stack frames, causes, the rest of a statement.
// Rule: in a source with stamps, what has none belongs to the last that had one; without stamps shape decides.
import { isBlank, spanText } from './characters.ts'

/** What folding remembers of the open event. */
export interface FoldState {
  /** It has had a stack frame. */
  frames: boolean
  /** A Python trace is open: its next unindented line is its last. */
  python: boolean
  /** A Go dump is open: calls stand in column 0. */
  go: boolean
  /** The line before announced that this one belongs to it. */
  expecting: boolean
  /** The line before pointed at a place in the source: the error it is about follows. */
  pointing: boolean
  /** Lines that may still come before the frames that were announced. */
  announced: number
}

export function newFoldState(): FoldState {
  return { frames: false, python: false, go: false, expecting: false, pointing: false, announced: 0 }
}

export function resetFold(state: FoldState): void {
  state.frames = false
  state.python = false
  state.go = false
  state.expecting = false
  state.pointing = false
  state.announced = 0
}

const frame =
  /^\s*(?:(?<=\s)at [\w.$<[(/@]|at \S+.*[(:@]|File "|from .+:\d|#\d+\s|\d+: +(?:0x[0-9a-f]+ - )?[\w<]|\.\.\. \d+ more|--- End of|---> |goroutine \d+ [[(]|created by |\[signal |\[stacktrace\]|[Ss]tack ?trace:|Current stack trace:|stack traceback:|stack backtrace:|CallStack \(from|<asynchronous suspension>|\d+ +\S+ +0x[0-9a-f]+ |Caused by|Suppressed:|thrown in |[\w./\\-]+:\d+(?::\d+)?:? in [`'(])/
const chain =
  /^(?:During handling of the above|The above exception was|Caused by\b|Suppressed:|\.\.\. \d+ more|--- End of|---> |stack backtrace:|note: (?:run with|Some details)|exit status \d+$|Node\.js v\d|runtime (?:stack|error):|rax |rbx )/
const head =
  /^\s?(?:(?:[\w$]+[.:\\/]+)*[A-Z][\w$]*(?:Error|Exception|Throwable|Fault|Panic|Warning|Interrupt)\b|Exception in thread|Traceback \(most recent|panic: |fatal error: |thread '[^']*' panicked|Unhandled |Uncaught |exception ')/
const closers = /^[\])}>;,]+$/
const goCall = /^[\w./*()·{}%-]+\(.*\)$|^[\w./-]+\.\.\.$/

/** An exception's first line: a level of its own where nothing states one. */
export function isExceptionHead(text: string): boolean {
  return head.test(text)
}

export function isFrame(text: string): boolean {
  return frame.test(text)
}

/** Heads whose message and facts follow on lines of their own, before the frames. */
const announcing = /^Unhandled exception:$|^(?:FATAL )?EXCEPTION: /
const mostAnnounced = 8

const bits = { frames: 1, python: 2, go: 4, expecting: 8, pointing: 16, announcing: 32 } as const

/** What a line says about the lines to come, as bits for `noteFold`. `text` may be its first 300 characters. */
export function foldBitsOf(text: string): number {
  let found = 0
  if (text.includes('Traceback (most recent call')) found |= isExceptionGroup(text) ? bits.frames : bits.python
  else if (text.startsWith('goroutine ') || text.startsWith('panic:') || text.startsWith('fatal error:'))
    found |= bits.go
  if (frame.test(text)) found |= bits.frames
  if (
    /nested exception is:\s*$|^thread '.*' panicked at .*:$|^(?:During handling of|The above exception was) /.test(text)
  )
    found |= bits.expecting
  if (/^\s+\^+\s*$/.test(text)) found |= bits.pointing
  if (announcing.test(text)) found |= bits.announcing
  return found
}

/** Python's groups are drawn with bars; every line of theirs is indented. */
function isExceptionGroup(text: string): boolean {
  return /^\s*\+ Exception Group Traceback/.test(text)
}

export function noteFold(found: number, state: FoldState): void {
  if ((found & bits.python) !== 0) state.python = true
  if ((found & bits.go) !== 0) state.go = true
  if ((found & bits.frames) !== 0) state.frames = true
  state.expecting = (found & bits.expecting) !== 0
  state.pointing = (found & bits.pointing) !== 0
  if ((found & bits.announcing) !== 0) state.announced = mostAnnounced
  else if (state.announced > 0) state.announced = state.frames ? 0 : state.announced - 1
}

/** Whether an untimed line of a source without stamps belongs to the event before it. */
export function continuesBare(bytes: Uint8Array, start: number, end: number, state: FoldState): boolean {
  const first = bytes[start]
  const text = spanText(bytes, start, Math.min(end, start + 300))
  if (isExceptionGroup(text)) return false
  if (isBlank(first)) {
    if (state.frames || state.python || state.go) return true
    return !(first === 32 && !isBlank(bytes[start + 1]) && head.test(text))
  }
  if (state.expecting || state.announced > 0) return true
  if (state.pointing && (text.startsWith('Error') || head.test(text))) return true
  if (state.python && !text.startsWith('Traceback')) return true
  if (state.go && goCall.test(text)) return true
  return frame.test(text) || chain.test(text) || closers.test(text)
}

/** In a source where many lines have no stamp, a plain line behind a finished trace is an event of its own. */
export function isPlain(bytes: Uint8Array, start: number, end: number, state: FoldState): boolean {
  if (isBlank(bytes[start]) || state.expecting || state.python) return false
  const text = spanText(bytes, start, Math.min(end, start + 300))
  if (state.go && goCall.test(text)) return false
  return !frame.test(text) && !chain.test(text) && !closers.test(text) && !head.test(text)
}
