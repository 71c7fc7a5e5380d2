// The logs of a machine that nobody configured: the newest readable text files of /var/log, of the folder's own logs,
// and the journal where there is one.
import { access, constants, open, readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { LogConfig } from '../../config/schema.ts'
import type { Instant } from '../../incident/time.ts'
import { hour } from '../../incident/time.ts'

const mostFiles = 4
const mostLookedAt = 2000
const freshMs = 24 * hour
const notText = /^(btmp|wtmp|lastlog|faillog|tallylog)|\.(gz|xz|zst|bz2|zip|journal|\d+)$|[.-]\d{8}$/

export interface NewestLogsOptions {
  readonly cwd: string
  readonly now: Instant
  /** `/var/log`, but for tests. */
  readonly systemLogs?: string
}

/** The files written last within a day, newest first, at most four; absolute paths. */
export async function newestLogs({ cwd, now, systemLogs = '/var/log' }: NewestLogsOptions): Promise<string[]> {
  const folders = [cwd, join(cwd, 'log'), join(cwd, 'logs'), systemLogs]
  const deeper = await readdir(systemLogs, { withFileTypes: true }).catch(() => [])
  for (const entry of deeper)
    if (entry.isDirectory() && entry.name !== 'journal') folders.push(join(systemLogs, entry.name))
  const found: { readonly path: string; readonly at: number }[] = []
  for (const folder of folders.slice(0, 40)) {
    const isSystem = !relative(systemLogs, folder).startsWith('..')
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
    for (const entry of entries.slice(0, mostLookedAt)) {
      if (!entry.isFile() || notText.test(entry.name)) continue
      if (!isSystem && !/\.log$/.test(entry.name)) continue
      const path = join(folder, entry.name)
      const facts = await stat(path).catch(() => null)
      if (facts && facts.size > 0 && now - facts.mtimeMs < freshMs && (await isReadableText(path)))
        found.push({ path, at: facts.mtimeMs })
    }
  }
  return found
    .sort((a, b) => b.at - a.at)
    .slice(0, mostFiles)
    .map(one => one.path)
}

/** What is followed where no log is configured; empty where there is nothing to read. */
export async function logsAround(options: NewestLogsOptions): Promise<LogConfig[]> {
  const files = await newestLogs(options)
  const journal: LogConfig[] = (await hasJournal()) ? [{ name: 'journal', journal: true, priority: 'warning' }] : []
  return [...journal, ...files.map(file => ({ file, name: nameOf(file, options) }))]
}

/** Whether a journal is kept here that `journalctl` could read. */
export async function hasJournal(): Promise<boolean> {
  const kept = ['/run/log/journal', '/var/log/journal'].map(folder => readdir(folder).catch((): string[] => []))
  return (await Promise.all(kept)).some(names => names.length > 0)
}

function nameOf(file: string, { cwd, systemLogs = '/var/log' }: NewestLogsOptions): string {
  const within = [systemLogs, cwd].map(folder => relative(folder, file)).find(path => !path.startsWith('..'))
  return within ?? file
}

async function isReadableText(path: string): Promise<boolean> {
  const isReadable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
  if (!isReadable) return false
  const file = await open(path, 'r').catch(() => null)
  if (!file) return false
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return !buffer.subarray(0, bytesRead).includes(0)
  } catch {
    return false
  } finally {
    await file.close()
  }
}
