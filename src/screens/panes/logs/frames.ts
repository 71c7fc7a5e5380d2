// Stack traces for reading: whose code a frame is in, and its path without what every path of a machine begins with.

const trace = /^\s*(?:at |File "|#\d+ |from |\.\.\. \d+ more|goroutine |\S+\.\w+:\d+)/
const dependency =
  /node_modules|site-packages|dist-packages|\/vendor\/|\/gems\/|\.m2\/|<frozen |java\.base|jdk\.internal/
const runtime = /node:|\/usr\/(?:local\/)?(?:lib|go)\/|<anonymous>\)?$/
const absolutePath = /(?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])(?:[\w.@+~ -]+[\\/])+[\w.@+~-]+/g
/** A folder behind which the paths of a repository begin. */
const roots = ['src', 'lib', 'app', 'dist', 'build', 'cmd', 'internal', 'pkg', 'server', 'packages', 'services']
const releases = ['releases', 'versions', 'deployments']
const mostSegments = 4

export function isFrame(text: string): boolean {
  return trace.test(text)
}

export type Whose = 'own' | 'dependency' | 'runtime'

export function whoseFrame(text: string): Whose {
  if (dependency.test(text)) return 'dependency'
  return runtime.test(text) ? 'runtime' : 'own'
}

/** `at validate (file:///srv/releases/17/src/payment.js:5:36)` as `at validate (src/payment.js:5:36)`. */
export function withShortPaths(text: string): string {
  return text.replace(absolutePath, path => shortPath(path))
}

function shortPath(path: string): string {
  const segments = path
    .replace(/^file:\/\//, '')
    .split(/[\\/]/)
    .filter(Boolean)
  const modules = segments.lastIndexOf('node_modules')
  if (modules >= 0) return middle(segments.slice(modules + 1))
  const release = segments.findLastIndex(one => releases.includes(one))
  if (release >= 0 && release < segments.length - 2) return middle(segments.slice(release + 2))
  const root = segments.findIndex(one => roots.includes(one))
  if (root >= 0 && root < segments.length - 1) return middle(segments.slice(root))
  return segments.length > 3 ? `…/${segments.slice(-2).join('/')}` : path
}

function middle(segments: readonly string[]): string {
  if (segments.length <= mostSegments) return segments.join('/')
  return [segments[0], '…', ...segments.slice(-2)].join('/')
}
