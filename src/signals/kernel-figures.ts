// Figures that Linux keeps in files: pressure, open files, kills for lack of memory. Null where there are none.
import { readFile } from 'node:fs/promises'
import { type CpuInfo, cpus } from 'node:os'

/** Share of the last ten seconds, in percent, in which something had to wait for the resource. */
export async function pressureOf(resource: 'cpu' | 'memory' | 'io'): Promise<number | null> {
  const text = await textOf(`/proc/pressure/${resource}`)
  const found = /^some avg10=([\d.]+)/m.exec(text ?? '')
  return found ? Number(found[1]) : null
}

/** File handles in use, as a share of what the kernel allows. */
export async function openFilesShare(): Promise<number | null> {
  const [used, , most] = ((await textOf('/proc/sys/fs/file-nr')) ?? '').split(/\s+/).map(Number)
  return used !== undefined && most !== undefined && most > 0 ? used / most : null
}

/** Processes the kernel killed for lack of memory since it started. */
export async function oomKillCount(): Promise<number | null> {
  const found = /^oom_kill (\d+)/m.exec((await textOf('/proc/vmstat')) ?? '')
  return found ? Number(found[1]) : null
}

/** Errors in receiving and sending, of all interfaces together, since the machine started. */
export async function networkErrorCount(): Promise<number | null> {
  const text = await textOf('/proc/net/dev')
  if (text === null) return null
  const lines = text.split('\n').filter(line => line.includes(':'))
  return lines.reduce((sum, line) => {
    const figures = line
      .slice(line.indexOf(':') + 1)
      .trim()
      .split(/\s+/)
      .map(Number)
    return sum + (figures[2] || 0) + (figures[10] || 0)
  }, 0)
}

/** Share of the time since the last call in which the cores worked; null at the first. Starts no program. */
export function createCpuMeter(read: () => readonly CpuInfo[] = cpus): () => number | null {
  let before: { readonly busy: number; readonly all: number } | null = null
  return () => {
    const times = read().map(core => core.times)
    const all = times.reduce((sum, one) => sum + one.user + one.nice + one.sys + one.idle + one.irq, 0)
    const busy = all - times.reduce((sum, one) => sum + one.idle, 0)
    const last = before
    before = { busy, all }
    return last === null || all <= last.all ? null : Math.min(1, Math.max(0, (busy - last.busy) / (all - last.all)))
  }
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}
