// Files, lines and code-like names in a text: what a stack trace says beyond its words.

export interface TraceFrame {
  /** As written, with forward slashes. */
  readonly path: string
  readonly line: number | null
}

const extension = '[A-Za-z][A-Za-z0-9+]{0,9}'
const framePatterns: readonly RegExp[] = [
  // Python: File "/app/jobs/state.py", line 12
  new RegExp(`File "([^"\\n]{1,400}\\.${extension})", line (\\d+)`, 'g'),
  // .NET: in /src/Jobs/State.cs:line 12
  new RegExp(`((?:[A-Za-z]:)?[\\w./\\\\@+~-]{1,400}\\.${extension}):line (\\d+)`, 'g'),
  // PHP: /var/www/state.php(12)
  new RegExp(`((?:[A-Za-z]:)?[\\w./\\\\@+~-]{1,400}\\.${extension})\\((\\d+)\\)`, 'g'),
  // Node, Go, Ruby, Rust, PHP: path/state.js:12 or path/state.js:12:3; and a path without a line
  new RegExp(`((?:[A-Za-z]:)?[\\w./\\\\@+~-]{0,400}[\\w@+~-]\\.${extension})(?::(\\d+))?(?![\\w(])`, 'g'),
]
/** Java, Kotlin, Scala: com.acme.jobs.State.run(State.java:12); the folder is in the package. */
const javaFrame = /\b((?:[a-z_]\w*\.){1,12})[A-Z]\w*(?:[.$][\w$<>]+)*\((\w+\.(?:java|kt|scala|groovy|clj)):(\d+)\)/g
const foreign =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|\.cargo|registry|go\/pkg\/mod|vendor\/bundle|usr\/lib|usr\/local\/(?:lib|go))\/|^node:|^internal\//

/** The frames of a text in their order, without those of libraries. */
export function framesOf(text: string): TraceFrame[] {
  const frames = new Map<string, TraceFrame>()
  const add = (path: string, line: string | undefined) => {
    const clean = path.replaceAll('\\', '/').replace(/^(?:\.\/|[ab]\/(?=\w+\/))/, '')
    if (foreign.test(clean) || !isFile(clean)) return
    const key = `${clean}:${line ?? ''}`
    if (!frames.has(key)) frames.set(key, { path: clean, line: line === undefined ? null : Number(line) })
  }
  for (const found of text.matchAll(javaFrame)) add(`${found[1]?.replaceAll('.', '/')}${found[2]}`, found[3])
  const rest = text.replace(javaFrame, ' ').replace(/\bhttps?:\/\/\S+/g, ' ')
  for (const pattern of framePatterns) for (const found of rest.matchAll(pattern)) add(found[1] as string, found[2])
  return [...frames.values()]
}

/** Neither a number nor a sentence without a blank after its stop. */
function isFile(path: string): boolean {
  const name = baseName(path)
  return /^[\w@+~-][\w.@+~-]*\.[A-Za-z]\w*$/.test(name) && !/^[\d.]+$/.test(name)
}

/** Names that look like code (an underscore, an inner capital or a digit within), the parts of dotted ones too. */
export function codeTokens(text: string): Set<string> {
  const tokens = text.match(/[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g) ?? []
  const parts = tokens.flatMap(token => (token.includes('.') ? [token, ...token.split('.')] : [token]))
  return new Set(parts.filter(token => token.length >= 5 && /_|[a-z][A-Z]|\d|\./.test(token)))
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

const genericNames = /^(?:index|main|init|__init__|utils?|readme|tests?|mod|lib)$/

/** A file name without extension, test affixes and punctuation, in lower case; null where it names nothing. */
export function stemOfFile(path: string): string | null {
  const name = baseName(path).replace(/\.[A-Za-z0-9]+$/, '')
  if (genericNames.test(name.toLowerCase())) return null
  const bare = name
    .replace(/^(?:test|spec)[_.-]|[_.-](?:unit)?(?:tests?|spec|unittest)$|(?<=[a-z])(?:Tests?|Spec|IT)$/g, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
  return bare.length < 5 || genericNames.test(bare) ? null : bare
}

/** Whether a path of the repository is the file of a frame: the last two segments agree, three for a common name. */
export function isFrameOf(path: string, frame: TraceFrame): boolean {
  const own = path.split('/')
  const other = frame.path.split('/').filter(segment => segment !== '')
  const needed = stemOfFile(path) === null ? 3 : 2
  let same = 0
  while (same < own.length && same < other.length && own.at(-1 - same) === other.at(-1 - same)) same += 1
  return same >= 2 && same >= Math.min(needed, own.length)
}
