// A real terminal for the whole program: a pty, a screen that understands what is written to it, and waiting by
// looking at the screen instead of at a clock.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type IPty, spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

export interface TerminalOptions {
  readonly args?: readonly string[]
  /** Another program in this terminal: a shell, from which the cockpit is started as a person would. */
  readonly program?: readonly [string, ...string[]]
  readonly cols?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** The record's home; a fresh one, removed at the end, where none is given. */
  readonly home?: string
}

export interface Terminal {
  readonly home: string
  readonly pid: number
  /** The screen as text, one row a line, right-trimmed. */
  frame(): string
  row(index: number): string
  /** Everything written so far, escapes included. */
  raw(): string
  /** Types text or named keys: `press('n', 'hello', 'Enter')`. */
  press(...keys: readonly string[]): void
  write(bytes: string): void
  resize(cols: number, rows: number): void
  /** Resolves with the frame once `what` shows; rejects with the last frame when it never does. */
  until(what: string | RegExp | ((frame: string) => boolean), timeoutMs?: number): Promise<string>
  kill(signal?: string): void
  readonly exited: Promise<{ readonly exitCode: number; readonly signal: number | undefined }>
  close(): Promise<void>
}

/** The launcher, for a shell to start. */
export const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))

const keyBytes: Record<string, string> = {
  Enter: '\r',
  Esc: '\x1b',
  Tab: '\t',
  'Shift-Tab': '\x1b[Z',
  Space: ' ',
  Up: '\x1b[A',
  Down: '\x1b[B',
  Right: '\x1b[C',
  Left: '\x1b[D',
  PgUp: '\x1b[5~',
  PgDn: '\x1b[6~',
  Backspace: '\x7f',
  'Ctrl-C': '\x03',
  'Ctrl-P': '\x10',
  'Ctrl-Z': '\x1a',
  F1: '\x1bOP',
}

/** Starts `incident-tui ARGS` in a terminal of its own. Always `close()` it. */
export function openTerminal(options: TerminalOptions = {}): Terminal {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'incident-tui-test-'))
  const cols = options.cols ?? 120
  const rows = options.rows ?? 36
  const screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 0 })
  const [program, ...args] = options.program ?? [process.execPath, bin, ...(options.args ?? [])]
  const pty: IPty = spawn(program, args, {
    cols,
    rows,
    cwd: options.cwd ?? home,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      LANG: 'C.UTF-8',
      TERM: 'xterm-256color',
      INCIDENT_TUI_HOME: join(home, 'record'),
      XDG_CONFIG_HOME: join(home, 'config'),
      GIT_CONFIG_GLOBAL: '/dev/null',
      ...options.env,
    },
  })
  // Questions that a program asks its terminal are answered, as a real one does.
  screen.onData(reply => pty.write(reply))
  let written = ''
  const watchers = new Set<() => void>()
  pty.onData(data => {
    written += data
    screen.write(data, () => watchers.forEach(look => look()))
  })
  let finished: { exitCode: number; signal: number | undefined } | null = null
  const exited = new Promise<{ exitCode: number; signal: number | undefined }>(resolve =>
    pty.onExit(({ exitCode, signal }) => {
      // The last words are on the screen only once they have been read: the end is said after them.
      screen.write('', () => {
        finished = { exitCode, signal }
        watchers.forEach(look => look())
        resolve(finished)
      })
    }),
  )
  const row = (index: number): string => screen.buffer.active.getLine(index)?.translateToString(true) ?? ''
  const frame = (): string => Array.from({ length: screen.rows }, (_, index) => row(index)).join('\n')

  return {
    home,
    pid: pty.pid,
    frame,
    row,
    raw: () => written,
    press: (...keys) => keys.forEach(key => pty.write(keyBytes[key] ?? key)),
    write: bytes => pty.write(bytes),
    resize: (newCols, newRows) => {
      pty.resize(newCols, newRows)
      screen.resize(newCols, newRows)
    },
    until: (what, timeoutMs = 20_000) =>
      new Promise((resolve, reject) => {
        const shows =
          typeof what === 'function'
            ? what
            : (text: string) => (typeof what === 'string' ? text.includes(what) : what.test(text))
        const done = (): void => {
          clearTimeout(timer)
          watchers.delete(look)
        }
        const look = (): void => {
          const now = frame()
          if (shows(now)) {
            done()
            resolve(now)
          } else if (finished) {
            done()
            reject(new Error(`the program ended (${JSON.stringify(finished)}) before ${what} showed:\n${now}`))
          }
        }
        const timer = setTimeout(() => {
          done()
          reject(new Error(`${what} never showed:\n${frame()}`))
        }, timeoutMs)
        watchers.add(look)
        look()
      }),
    kill: signal => pty.kill(signal),
    exited,
    async close() {
      if (!finished) pty.kill('SIGKILL')
      await exited
      screen.dispose()
      if (!options.home) rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
