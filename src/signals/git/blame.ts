// Which commit wrote the line that a stack trace names.
import { isFrameOf, type TraceFrame } from '../../diagnosis/suspects/trace.ts'
import { GitTrouble, git } from './git.ts'

const mostFrames = 5

export interface Blame {
  /** Commit id to the frame it was the last to write, and which frame of our own that is: 1 is where it failed. */
  readonly writers: ReadonlyMap<string, TraceFrame & { readonly depth: number }>
  /** Files whose lines of the trace have a known writer. */
  readonly paths: ReadonlySet<string>
}

/** The last writers of the lines of these frames, as the commit `at` has them. Never throws. */
export async function blameFrames(repo: string, at: string, frames: readonly TraceFrame[]): Promise<Blame> {
  const writers = new Map<string, TraceFrame & { readonly depth: number }>()
  const blamed = new Set<string>()
  const wanted = frames.filter(frame => frame.line !== null)
  if (wanted.length === 0) return { writers, paths: blamed }
  try {
    const root = (await git(repo, ['rev-parse', '--show-toplevel'])).replace(/\n$/, '')
    const paths = (await git(root, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', at])).split('\0')
    const own = wanted.flatMap(({ path, line }) => {
      const found = paths.filter(one => isFrameOf(one, { path, line }))
      return found.length === 1 ? [{ path: found[0] as string, line }] : []
    })
    for (const [index, frame] of own.slice(0, mostFrames).entries()) {
      const sha = await writerOf(root, at, frame)
      if (sha === null) continue
      blamed.add(frame.path)
      if (!writers.has(sha)) writers.set(sha, { ...frame, depth: index + 1 })
    }
  } catch (error) {
    if (!(error instanceof GitTrouble)) throw error
  }
  return { writers, paths: blamed }
}

async function writerOf(root: string, at: string, { path, line }: TraceFrame): Promise<string | null> {
  try {
    const place = ['-L', `${line},${line}`, at, '--', path]
    const blamed = await git(root, ['blame', '--porcelain', '--no-textconv', ...place], { timeoutMs: 3000 })
    return /^[0-9a-f]{40,64}/.exec(blamed)?.[0] ?? null
  } catch (error) {
    // The line is past the end, or the file is binary: nobody is blamed.
    if (error instanceof GitTrouble) return null
    throw error
  }
}
