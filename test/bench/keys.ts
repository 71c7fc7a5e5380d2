// From a key to the screen while a log is flooded, with a filter and a search active: what a person feels.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openTerminal, type Terminal } from '../support/terminal.ts'
import type { Budget } from './measure.ts'

const flood = fileURLToPath(new URL('flood.ts', import.meta.url))
const linesPerSecond = 50_000
const presses = 200
const settleMs = 6000

/** Milliseconds from each of some 200 arrow keys to the cursor's new place on a screen of 200x50, ascending. */
async function keysUnderFlood(folder: string): Promise<number[]> {
  const home = join(folder, 'flooded')
  mkdirSync(join(home, 'config', 'incident-tui'), { recursive: true })
  const log = join(home, 'flood.log')
  writeFileSync(log, '')
  const config = `logs: [{ file: ${log} }]\nchanges: {}\n`
  writeFileSync(join(home, 'config', 'incident-tui', 'config.yaml'), config)
  let writer: ChildProcess | null = null
  const terminal = openTerminal({ args: ['500 errors on /api/checkout'], cols: 200, rows: 50, home })
  try {
    await terminal.until('Triage')
    writer = spawn(process.execPath, [flood, log, String(linesPerSecond)], { stdio: 'ignore' })
    await passMs(settleMs)
    terminal.press('Tab', 'Tab', 'z')
    await terminal.until('zoomed')
    terminal.press('f', '-retry 3', 'Enter')
    await terminal.until('not text retry 3')
    terminal.press('/', 'order', 'Enter')
    await terminal.until(/\d of [\d,]+/)
    // Away from the end: down from the newest line would follow the end again, and there would be no cursor.
    terminal.press('PgUp', 'PgUp')
    await terminal.until('newer lines below')
    // Away from the top row too: there the lines move instead of the cursor, or nothing is left above it.
    for (let press = 0; press < 5; press += 1) await timeOf(terminal, 'Down')
    const times: number[] = []
    for (let press = 0; press < presses; press += 1) {
      times.push(await timeOf(terminal, press % 2 === 0 ? 'Up' : 'Down'))
      // Between two frames of the tail as well as right after one.
      await passMs(17 + (press % 7) * 9)
    }
    return times.sort((a, b) => a - b)
  } finally {
    writer?.kill()
    await terminal.close()
  }
}

/** The row the cursor stands in, as long as it is on screen. */
function cursorRow(frame: string): number {
  return frame.split('\n').findIndex(row => row.startsWith('│▸'))
}

async function timeOf(terminal: Terminal, key: string): Promise<number> {
  const before = cursorRow(terminal.frame())
  const startedAt = performance.now()
  terminal.press(key)
  await terminal.until(frame => {
    const now = cursorRow(frame)
    return now >= 0 && now !== before
  })
  return performance.now() - startedAt
}

function passMs(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

/** The budget of it. A machine that is busy with other things misses it by what they take. */
export async function measureKeys(folder: string): Promise<Budget[]> {
  const times = await keysUnderFlood(folder)
  const what = 'key to screen, 50,000 lines/s, filter and search, p99'
  return [{ what, measured: times[Math.floor(times.length * 0.99)] ?? 0, unit: 'ms', limit: 30 }]
}
