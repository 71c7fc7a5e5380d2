// Asks the terminal, before Ink starts, what it looks like: its background, and whether a sign takes one cell.
// Rule: never longer than the time limit, and a key pressed meanwhile is not lost.
import type { ReadStream, WriteStream } from 'node:tty'
import { readReplies, type TerminalReplies } from '../components/theme/terminalReplies.ts'
import type { Background, ColourDepth } from '../components/theme/tokens.ts'
import { backgroundFromEnvironment, colourDepthOf, type Environment, needsAscii } from './terminal-environment.ts'

export interface ProbeInput {
  readonly stdin: Pick<ReadStream, 'isTTY' | 'isRaw' | 'setRawMode' | 'read' | 'on' | 'off' | 'unshift'>
  readonly stdout: Pick<WriteStream, 'isTTY' | 'write'>
  readonly env: Environment
  /** 100 unless given. */
  readonly timeoutMs?: number
}

export interface TerminalLook {
  readonly theme: Background
  readonly colourDepth: ColourDepth
  readonly ascii: boolean
}

/** Save the cursor, ask where it is, write a sign, ask again, put it back and wipe the sign; the background; then DA1 as a fence. */
const questions = '\x1b7\x1b[6n●\x1b[6n\x1b8  \x1b8\x1b]11;?\x1b\\\x1b[c'

/** How to draw on this terminal; what it does not answer in time is taken from the environment. */
export async function probeTerminal({ stdin, stdout, env, timeoutMs = 100 }: ProbeInput): Promise<TerminalLook> {
  const known: TerminalLook = {
    theme: backgroundFromEnvironment(env),
    colourDepth: colourDepthOf(env),
    ascii: needsAscii(env),
  }
  if (!stdin.isTTY || !stdout.isTTY || env.TERM === 'dumb' || env.TERM === 'linux') return known
  const replies = await ask(stdin, stdout, timeoutMs)
  const [before, after] = replies.cursorColumns
  const isWide = before !== undefined && after !== undefined && after - before === 2
  return { ...known, theme: replies.background ?? known.theme, ascii: known.ascii || isWide }
}

function ask(stdin: ProbeInput['stdin'], stdout: ProbeInput['stdout'], timeoutMs: number): Promise<TerminalReplies> {
  return new Promise(resolve => {
    let heard = ''
    const finish = (): void => {
      clearTimeout(timer)
      stdin.off('readable', listen)
      const replies = readReplies(heard)
      if (replies.rest !== '') stdin.unshift(Buffer.from(replies.rest, 'latin1'))
      resolve(replies)
    }
    const listen = (): void => {
      for (let chunk = stdin.read(); chunk !== null; chunk = stdin.read())
        heard += Buffer.from(chunk as Uint8Array).toString('latin1')
      if (readReplies(heard).isComplete) finish()
    }
    const timer = setTimeout(finish, timeoutMs)
    // Raw until the screen takes over: a key pressed in between is a key, and a late answer is never echoed.
    if (!stdin.isRaw) stdin.setRawMode(true)
    stdin.on('readable', listen)
    stdout.write(questions)
  })
}
