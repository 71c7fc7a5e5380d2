// File names with `*` and `?` in them: which files they mean now.
import { readdir } from 'node:fs/promises'
import { join, parse, resolve, sep } from 'node:path'
import { isGzip } from './read-gzip.ts'

const mostFiles = 64

export function hasPattern(path: string): boolean {
  return /[*?]/.test(path)
}

/** The files a pattern means, in order of their names, at most 64; a folder that cannot be read has none. */
export async function filesOf(pattern: string, cwd: string): Promise<string[]> {
  const whole = resolve(cwd, pattern)
  const { root } = parse(whole)
  const parts = whole.slice(root.length).split(sep)
  let found = [root]
  for (const part of parts) {
    if (!hasPattern(part)) {
      found = found.map(folder => join(folder, part))
      continue
    }
    const names = await Promise.all(found.map(folder => matching(folder, part)))
    found = names.flat().slice(0, mostFiles)
  }
  return found
}

async function matching(folder: string, part: string): Promise<string[]> {
  const escaped = part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  const shape = new RegExp(`^${escaped.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`)
  const names = await readdir(folder).catch((): string[] => [])
  return names
    .filter(
      name =>
        shape.test(name) &&
        (!name.startsWith('.') || part.startsWith('.')) &&
        (isGzip(part) || !/\.(gz|xz|zst|bz2)$/.test(name)),
    )
    .sort()
    .map(name => join(folder, name))
}
