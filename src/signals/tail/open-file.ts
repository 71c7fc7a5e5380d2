// One open log file and how far it has been read. The bytes before that place are remembered: when they change, the
// file was emptied and has grown again, even where it is longer than before.
import { Buffer } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'

const chunkBytes = 256 * 1024
const rememberedBytes = 256
/** So much is read at one go, in chunks; then others have their turn. */
const chunksPerTurn = 16

export interface OpenFile {
  readonly handle: FileHandle
  readonly identity: string
  /** When it was created; 0 where the file system does not know. */
  readonly bornNs: bigint
  offset: number
  /** Bytes that are there but not read yet, as of the last turn. */
  lagBytes: number
  /** The bytes right before `offset`, at most 256. */
  fingerprint: Buffer
  /** When it was last seen to be written, to tell an unchanged file from one of the same size. */
  modifiedNs: bigint
  /** After it was emptied under a writer that kept its place, a hole of NULs comes first. */
  skipsNuls: boolean
}

/** Opens a file for reading from `from` bytes before its end, or from its start where that is null. */
export async function openFile(path: string, fromEnd: number | null): Promise<OpenFile> {
  const handle = await open(path, 'r')
  try {
    const stat = await handle.stat({ bigint: true })
    if (stat.isDirectory()) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' })
    const offset = fromEnd === null ? 0 : Math.max(0, Number(stat.size) - fromEnd)
    return {
      handle,
      identity: identityOf(stat),
      bornNs: stat.birthtimeNs,
      offset,
      lagBytes: 0,
      fingerprint: await readAt(handle, offset - Math.min(rememberedBytes, offset), offset),
      modifiedNs: -1n,
      skipsNuls: false,
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** A file's identity: its name may change, this does not; the time of its birth tells a reused number apart. */
export function identityOf(stat: { readonly dev: bigint; readonly ino: bigint; readonly birthtimeNs: bigint }): string {
  return `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`
}

/**
 * Reads what is new, at most 4 MB of it (`lagBytes` then says what is left), and hands it on in pieces. `emptied`: what
 * was read before is no longer there; nothing has been read since then, and the caller decides where to go on.
 */
export async function readNew(file: OpenFile, onBytes: (bytes: Buffer) => void): Promise<'read' | 'emptied'> {
  const stat = await file.handle.stat({ bigint: true })
  if (stat.size < file.offset) return 'emptied'
  if (stat.size === BigInt(file.offset) && stat.mtimeNs === file.modifiedNs) return 'read'
  const buffer = Buffer.allocUnsafe(rememberedBytes + chunkBytes)
  for (let turn = 0; turn < chunksPerTurn; turn += 1) {
    const remembered = file.fingerprint.length
    const place = { offset: 0, length: remembered + chunkBytes, position: file.offset - remembered }
    const { bytesRead } = await file.handle.read(buffer, place)
    if (!buffer.subarray(0, Math.min(remembered, bytesRead)).equals(file.fingerprint)) return 'emptied'
    if (bytesRead === remembered) {
      file.modifiedNs = stat.mtimeNs
      file.lagBytes = 0
      return 'read'
    }
    file.offset += bytesRead - remembered
    file.fingerprint = Buffer.from(buffer.subarray(Math.max(0, bytesRead - rememberedBytes), bytesRead))
    const fresh = buffer.subarray(remembered, bytesRead)
    onBytes(file.skipsNuls ? withoutLeadingNuls(file, fresh) : fresh)
  }
  file.lagBytes = Math.max(1, Number(stat.size) - file.offset)
  return 'read'
}

/** Goes on from the start of a file that was emptied. */
export function startOver(file: OpenFile): void {
  file.offset = 0
  file.fingerprint = Buffer.alloc(0)
  file.modifiedNs = -1n
  file.skipsNuls = true
}

/** The bytes from `start` to `end` (or to as far as the file goes). */
export async function readAt(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  if (end <= start) return Buffer.alloc(0)
  const buffer = Buffer.alloc(end - start)
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start)
  return buffer.subarray(0, bytesRead)
}

function withoutLeadingNuls(file: OpenFile, bytes: Buffer): Buffer {
  const first = bytes.findIndex(byte => byte !== 0)
  if (first < 0) return bytes.subarray(0, 0)
  file.skipsNuls = false
  return bytes.subarray(first)
}
