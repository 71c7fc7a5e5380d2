// The files beside a log that hold what was moved out of it: `app.log.1`, `app.log-20250325`. They are looked at only
// when the log was rotated, so that lines written just before are not lost.
import type { Buffer } from 'node:buffer'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { identityOf, type OpenFile, readAt } from './open-file.ts'

const chunkBytes = 256 * 1024
const comparedBytes = 256

export interface RotatedFile {
  readonly path: string
  readonly identity: string
  readonly size: number
  readonly bornNs: bigint
  readonly modifiedNs: bigint
}

/** The rotated files of a log that are not compressed, oldest first; an unreadable folder has none. */
export async function rotatedFiles(path: string): Promise<RotatedFile[]> {
  const base = basename(path)
  const names = await readdir(dirname(path)).catch((): string[] => [])
  const found: RotatedFile[] = []
  for (const name of names) {
    if (!name.startsWith(base) || !/^[.-]\d[\d._-]*(?:T\d+Z?)?$/.test(name.slice(base.length))) continue
    const sibling = join(dirname(path), name)
    const facts = await stat(sibling, { bigint: true }).catch(() => null)
    if (!facts?.isFile()) continue
    const { birthtimeNs: bornNs, mtimeNs: modifiedNs } = facts
    found.push({ path: sibling, identity: identityOf(facts), size: Number(facts.size), bornNs, modifiedNs })
  }
  return found.sort((a, b) => (a.modifiedNs < b.modifiedNs ? -1 : 1))
}

/** Where a log was copied away before it was emptied: hands on what the copy holds beyond the place that was read. */
export async function readRestOfCopy(
  file: OpenFile,
  copies: readonly RotatedFile[],
  onBytes: (bytes: Buffer) => void,
): Promise<void> {
  const { offset, fingerprint } = file
  if (fingerprint.length === 0) return
  for (const copy of [...copies].reverse().slice(0, 3)) {
    if (copy.size < offset) continue
    const isTheCopy = await withFile(copy.path, async handle => {
      const before = await readAt(handle, offset - fingerprint.length, offset)
      if (!before.equals(fingerprint)) return false
      await readOn(handle, offset, onBytes)
      return true
    })
    if (isTheCopy) return
  }
}

/** Whether a copy of a file holds what the file itself no longer begins with. */
export async function wasEmptiedSince(file: OpenFile, copy: string): Promise<boolean> {
  const begins = await withFile(copy, handle => readAt(handle, 0, comparedBytes))
  if (begins === null || begins.length === 0) return false
  const now = await readAt(file.handle, 0, begins.length)
  return !now.equals(begins)
}

/** Hands on everything a file holds. */
export async function readWhole(path: string, onBytes: (bytes: Buffer) => void): Promise<void> {
  await withFile(path, handle => readOn(handle, 0, onBytes))
}

async function readOn(handle: OpenFile['handle'], from: number, onBytes: (bytes: Buffer) => void): Promise<void> {
  for (let at = from; ; ) {
    const bytes = await readAt(handle, at, at + chunkBytes)
    if (bytes.length === 0) return
    onBytes(bytes)
    at += bytes.length
  }
}

/** A file that went away or may not be read is passed over. */
async function withFile<T>(path: string, use: (handle: OpenFile['handle']) => Promise<T>): Promise<T | null> {
  const handle = await open(path, 'r').catch(() => null)
  if (!handle) return null
  try {
    return await use(handle)
  } catch {
    return null
  } finally {
    await handle.close()
  }
}
