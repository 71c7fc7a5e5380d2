import { Duplex } from 'node:stream'
import xterm from '@xterm/headless'
import { describe, expect, test } from 'vitest'
import { backgroundFromEnvironment, colourDepthOf, needsAscii } from '../../src/cli/terminal-environment.ts'
import { probeTerminal } from '../../src/cli/terminal-probe.ts'

const env = { TERM: 'xterm-256color', LANG: 'C.UTF-8' }

/** A terminal's two ends; `answer` gets what was written and says what comes back. */
function terminal(answer: (written: string, reply: (text: string) => void) => void) {
  const stdin = Object.assign(new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }), {
    isTTY: true,
    isRaw: false,
    setRawMode(raw: boolean) {
      this.isRaw = raw
      return this as never
    },
  })
  const stdout = {
    isTTY: true,
    write(text: string) {
      answer(text, reply => stdin.push(Buffer.from(reply)))
      return true
    },
  }
  return { stdin, stdout: stdout as never }
}

const probe = (ends: ReturnType<typeof terminal>, timeoutMs = 5000) =>
  probeTerminal({ stdin: ends.stdin as never, stdout: ends.stdout, env, timeoutMs })

describe('the probe', () => {
  test('hears a light background, and what was typed meanwhile is still there to read', async () => {
    const ends = terminal((_, reply) => {
      reply('\x1b[3;1R\x1b[3;2Rj')
      reply('\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\\x1b[?62;4c')
    })
    expect(await probe(ends)).toEqual({ theme: 'light', colourDepth: '256', ascii: false })
    expect(String(ends.stdin.read())).toBe('j')
    expect(ends.stdin.isRaw).toBe(true)
  })

  test('chooses ASCII where a sign takes two cells', async () => {
    const ends = terminal((_, reply) => reply('\x1b[3;1R\x1b[3;3R\x1b[?62c'))
    expect(await probe(ends)).toMatchObject({ ascii: true, theme: 'unknown' })
  })

  test('does not wait for what the terminal will not answer', async () => {
    const screen = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true })
    const ends = terminal((written, reply) => {
      screen.onData(reply)
      screen.write(written)
    })
    expect(await probe(ends)).toEqual({ theme: 'unknown', colourDepth: '256', ascii: false })
    expect(screen.buffer.active.getLine(0)?.translateToString(true).trim()).toBe('')
    screen.dispose()
  })

  test('gives up on a mute terminal; it stays raw, so that a late answer is not echoed', async () => {
    const ends = terminal(() => {})
    expect(await probe(ends, 1)).toEqual({ theme: 'unknown', colourDepth: '256', ascii: false })
    expect(ends.stdin.isRaw).toBe(true)
  })

  test('asks nothing of a pipe', async () => {
    const ends = terminal(() => expect.unreachable())
    ends.stdin.isTTY = false
    expect(await probe(ends)).toMatchObject({ theme: 'unknown' })
  })
})

describe('the environment', () => {
  test.each([
    [{ COLORTERM: 'truecolor', TERM: 'xterm' }, 'truecolor'],
    [{ TERM: 'xterm-kitty' }, 'truecolor'],
    [{ TERM: 'screen-256color' }, '256'],
    [{ TERM: 'linux' }, '16'],
    [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 'none'],
    [{ NO_COLOR: '1', COLORTERM: 'truecolor' }, 'none'],
    [{ NO_COLOR: '', TERM: 'xterm-256color' }, '256'],
    [{ FORCE_COLOR: '0', TERM: 'xterm-256color' }, 'none'],
  ] as const)('%o has %s colours', (variables, depth) => {
    expect(colourDepthOf(variables)).toBe(depth)
  })

  test('without a UTF-8 locale, and on the Linux console, signs are ASCII', () => {
    expect(
      [
        { LANG: 'en_GB.UTF-8' },
        { LANG: 'C' },
        {},
        { LC_ALL: 'C', LANG: 'C.UTF-8' },
        { TERM: 'linux', LANG: 'C.UTF-8' },
      ].map(needsAscii),
    ).toEqual([false, true, true, true, true])
  })

  test('COLORFGBG tells the background', () => {
    expect(
      ['15;0', '0;15', '0;default;15', '12;8', 'default;default', undefined].map(COLORFGBG =>
        backgroundFromEnvironment({ COLORFGBG }),
      ),
    ).toEqual(['dark', 'light', 'light', 'dark', 'unknown', 'unknown'])
  })
})
