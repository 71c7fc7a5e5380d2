// The added and removed lines of commits, streamed and bounded. Only words are taken from it; nothing of it is shown.
import { git, plainDiff } from './git.ts'

const mostLines = 6000
const longestLine = 2000

/** Changed lines by commit id, as one text each. Throws GitTrouble; a clone without file contents answers with none. */
export async function readChangedText(
  repo: string,
  shas: readonly string[],
  { timeoutMs = 10_000, signal }: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<Map<string, string>> {
  if (shas.length === 0 || (await isPartialClone(repo))) return new Map()
  const reader = new PatchReader()
  await git(repo, ['log', '--no-walk=unsorted', '--stdin', '-p', '-U0', ...plainDiff, '--format=%x00%H'], {
    input: shas.map(sha => `${sha}\n`).join(''),
    timeoutMs,
    onOutput: chunk => reader.take(chunk),
    ...(signal ? { signal } : {}),
  })
  return reader.end()
}

/** A clone that fetches contents on demand: reading diffs there would go to the network. */
async function isPartialClone(repo: string): Promise<boolean> {
  const found = await git(repo, ['config', '--get-regexp', '^(remote\\..*\\.promisor|extensions\\.partialclone)$'], {
    alsoFine: [1],
  })
  return found.trim() !== ''
}

/** Lines of a patch always begin with a sign of their own, so a line that begins with NUL is a new commit. */
class PatchReader {
  private readonly texts = new Map<string, string[]>()
  private lines: string[] = []
  private inHunk = false
  private rest = ''

  take(chunk: Buffer): void {
    const parts = (this.rest + chunk.toString('latin1')).split('\n')
    this.rest = (parts.pop() as string).slice(0, 2 * longestLine)
    for (const line of parts) this.line(line)
  }

  end(): Map<string, string> {
    this.line(this.rest)
    return new Map(
      [...this.texts].map(([sha, lines]) => [sha, Buffer.from(lines.join('\n'), 'latin1').toString('utf8')]),
    )
  }

  private line(line: string): void {
    const sign = line[0]
    if (sign === '\0') {
      this.lines = []
      this.inHunk = false
      this.texts.set(line.slice(1), this.lines)
    } else if (sign === 'd') this.inHunk = false
    else if (sign === '@') this.inHunk = true
    else if (this.inHunk && (sign === '+' || sign === '-')) this.keep(line)
  }

  private keep(line: string): void {
    if (this.lines.length < mostLines && line.length <= longestLine) this.lines.push(line.slice(1))
  }
}
