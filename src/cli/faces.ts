// What a person sees or hears of the desk: the screen, or the same as sentences. Each loads only what it needs.
import type { AppProps } from '../App.tsx'
import { recordHome } from '../store/record/home.ts'
import type { Keyboard } from './keyboard.ts'
import { isLinear, type ScreenOptions, settledLook } from './screen-options.ts'
import { probeTerminal } from './terminal-probe.ts'

/** `ended` resolves where it went away by itself. */
interface Face {
  readonly ended: Promise<unknown>
  close(): Promise<unknown>
}
type OpenFace = (props: Omit<AppProps, 'theme'>) => Face

/** Gets the face ready while the desk is being set up; calling the answer shows it. */
export function openFace(options: ScreenOptions, keyboard: Keyboard): Promise<OpenFace> {
  return isLinear(options) ? openSpeech(options) : openScreen(options, keyboard)
}

/** Asks the terminal and loads the screen while the desk is being set up. */
async function openScreen(options: ScreenOptions, { stdin }: Keyboard): Promise<OpenFace> {
  const answered = probeTerminal({ stdin, stdout: process.stdout, env: process.env })
  const { drawApp } = await import('./draw.tsx')
  const look = settledLook(await answered, options, recordHome(process.env))
  return props => {
    const app = drawApp(props, look, stdin)
    const ended = app.waitUntilExit()
    const close = () => {
      app.unmount()
      return ended
    }
    return { ended, close }
  }
}

async function openSpeech(options: ScreenOptions): Promise<OpenFace> {
  const { speak } = await import('./linear.ts')
  return props => {
    const stop = speak({ ...props, because: options.linear ? '--linear' : 'INK_SCREEN_READER' })
    return { ended: new Promise(() => {}), close: async () => stop() }
  }
}
