// Hands the screen to Ink. Loaded only when a cockpit opens: the subcommands have no use for a renderer.
import type { ReadStream } from 'node:tty'
import { type Instance, render } from 'ink'
import { App, type AppProps } from '../App.tsx'
import { createTheme } from '../components/theme/theme.ts'
import type { TerminalLook } from './terminal-probe.ts'

declare global {
  /** Set by bin/start.js, which gives the terminal back unless someone has taken it over. */
  var incidentTuiSkeleton: { up: boolean } | undefined
}

export function drawApp(props: Omit<AppProps, 'theme'>, look: TerminalLook, stdin: ReadStream): Instance {
  if (globalThis.incidentTuiSkeleton) globalThis.incidentTuiSkeleton.up = false
  // On the skeleton's screen already: the first frame is laid over it from the first cell.
  process.stdout.write('\x1b[?1049h\x1b[2J\x1b[H')
  const theme = createTheme({ background: look.theme, depth: look.colourDepth, ascii: look.ascii })
  return render(<App {...props} theme={theme} />, {
    stdin,
    alternateScreen: true,
    incrementalRendering: true,
    patchConsole: false,
    exitOnCtrlC: false,
    interactive: true,
    maxFps: 30,
  })
}
