// What the cockpit costs while nothing happens: three probes, three logs and the host, looked at once a second.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openTerminal } from '../support/terminal.ts'
import type { Budget } from './measure.ts'

const settleMs = 8000
const watchMs = 20_000
/** Clock ticks a second: what /proc counts in. */
const ticks = 100

export async function measureIdle(folder: string): Promise<Budget[]> {
  const home = join(folder, 'idle')
  mkdirSync(home, { recursive: true })
  const server = createServer((_, response) => response.end('{"status":"ok"}')).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const config = join(home, 'config.yaml')
  writeFileSync(config, configuration(port, home))
  const terminal = openTerminal({ args: ['checkout fails', '--config', config], cols: 160, rows: 45, home })
  try {
    await terminal.until('Triage')
    await wait(settleMs)
    const before = cpuTicks(terminal.pid)
    await wait(watchMs)
    const share = ((cpuTicks(terminal.pid) - before) / ticks / (watchMs / 1000)) * 100
    return [
      { what: 'CPU, cockpit idle with 3 probes, 3 logs and host', measured: share, unit: '% of a core', limit: 2 },
      { what: 'memory (RSS), cockpit idle', measured: residentMb(terminal.pid), unit: 'MB', limit: 200 },
    ]
  } finally {
    await terminal.close()
    server.close()
    server.closeAllConnections()
  }
}

function configuration(port: number, home: string): string {
  const names = ['a', 'b', 'c']
  for (const name of names) writeFileSync(join(home, `${name}.log`), '')
  const health = names.map(name => `  - { name: ${name}, url: "http://127.0.0.1:${port}/${name}", every: 5s }`)
  const logs = names.map(name => `  - { file: ${join(home, `${name}.log`)} }`)
  return ['health:', ...health, 'logs:', ...logs, 'host: true', ''].join('\n')
}

function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}

function residentMb(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) / 1024
}
