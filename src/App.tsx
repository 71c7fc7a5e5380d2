// The root of the screen: its size, the moment, which screen is shown, and the single keyboard entrance.
import { useApp, useInput, usePaste, useWindowSize } from 'ink'
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { ThemeProvider } from './components/theme/ThemeContext.tsx'
import type { Theme } from './components/theme/theme.ts'
import { Cockpit } from './screens/Cockpit.tsx'
import { decodeKeys } from './screens/keyboard.ts'
import { pasteIntoStart, pasteText, pressKey } from './screens/pressing.ts'
import type { Hands, Scene } from './screens/scene.ts'
import { sceneOf } from './screens/scene-of.ts'
import { pressOnStart } from './screens/start/keys.ts'
import { StartScreen } from './screens/start/StartScreen.tsx'
import { TooSmall } from './screens/TooSmall.tsx'
import type { Edited, Writing } from './screens/writing-hands.ts'
import type { Desk } from './store/desk.ts'

export interface AppProps {
  readonly desk: Desk
  readonly theme: Theme
  readonly onLeave: (how: 'quit' | 'interrupt') => void
  /** The person's editor in a folder, with the terminal to itself; true where it ended well. */
  readonly edit: (folder: string) => Promise<boolean>
  /** One text in the person's editor; null where it ended with an error. */
  readonly shell: (folder: string) => Promise<boolean>
  readonly copy: Hands['copy']
  /** The person's editor on one text, and the files that documents go to. */
  readonly writing: Writing
  /** Stops the whole job until it is continued (Ctrl-Z); the terminal has been given back before. */
  readonly suspend: () => void
}

export function App(props: AppProps): ReactElement {
  const { desk, theme, onLeave, edit, shell, copy, suspend, writing } = props
  const size = useWindowSize()
  const { waitUntilRenderFlush, suspendTerminal } = useApp()
  const { session } = useStore(desk.store)
  useSessionChanges(desk)
  useMoments(desk)
  const sceneNow = useCallback(() => sceneOf(desk, size), [desk, size])
  const hands = useMemo<Hands>(() => {
    const handOver = async (to: (folder: string) => Promise<boolean>, folder: string) => {
      let isFine = false
      await suspendTerminal(async () => {
        isFine = await to(folder)
      })
      return isFine
    }
    return {
      dispatch: desk.dispatch,
      run: desk.run,
      change: desk.change,
      newId: desk.newId,
      copy,
      probes: desk.telemetry,
      trustConfig: desk.trustConfig,
      recall: desk.recall,
      editIn: folder => handOver(edit, folder),
      shellIn: folder => handOver(shell, folder),
      open: desk.open,
      replay: desk.replay,
      writing: {
        edit: async (text, name) => {
          let edited: Edited = { failed: 'The editor was not opened.' }
          await suspendTerminal(async () => {
            edited = await writing.edit(text, name)
          })
          return edited
        },
        save: writing.save,
        template: writing.template,
      },
      leave: () => onLeave('quit'),
    }
  }, [desk, onLeave, edit, shell, copy, writing, suspendTerminal])
  useInput((input, key) => {
    for (const name of decodeKeys(input, key)) {
      if (name === 'ctrl-c') return onLeave('interrupt')
      if (name === 'ctrl-z') return void suspendTerminal(suspend)
      const { session, view } = desk.store.getState()
      if (session === null && view.overlays.length === 0) pressOnStart(name, desk, hands.leave)
      else pressKey(name, sceneNow(), hands)
    }
    // What a key did is shown at once, not with the next frame that is due.
    void waitUntilRenderFlush()
  })
  usePaste(text => {
    const { session, view } = desk.store.getState()
    if (session === null && view.overlays.length === 0) desk.change(pasteIntoStart(text))
    else pasteText(text, sceneNow(), hands)
  })
  const scene = sceneNow()
  return <ThemeProvider value={theme}>{screen(session === null, desk, scene)}</ThemeProvider>
}

function screen(isStart: boolean, desk: Desk, scene: Scene): ReactElement {
  if (isStart) return <StartScreen desk={desk} scene={scene} />
  return scene.layout.size === 'tooSmall' ? <TooSmall scene={scene} /> : <Cockpit scene={scene} />
}

/** Draws again when the incident changed, by this person or by another process. */
function useSessionChanges(desk: Desk): void {
  const { session } = useStore(desk.store)
  const [, redraw] = useState(0)
  useEffect(() => session?.store.subscribe(() => redraw(count => count + 1)), [session])
}

const pulseMs = 100

/** Draws again once a second for the clocks, and at most ten times a second when log lines or output have come. */
function useMoments(desk: Desk): void {
  const [, redraw] = useState(0)
  const shown = useRef({ second: 0, lines: 0, found: 0, output: 0 })
  useEffect(() => {
    const look = () => {
      const now = {
        second: Math.floor(desk.now() / 1000),
        lines: desk.telemetry.log.pushed,
        found: desk.finder.version(),
        output: desk.output.version(),
      }
      const was = shown.current
      if (now.second === was.second && now.lines === was.lines && now.found === was.found && now.output === was.output)
        return
      shown.current = now
      redraw(count => count + 1)
    }
    const timer = setInterval(look, pulseMs)
    return () => clearInterval(timer)
  }, [desk])
}
