// The cockpit without a screen, for screen readers: sentences appended once, the same keys and the same Next line.
// Rule: no redraws, no alternate screen; alarms at most twice a minute.
import { emitKeypressEvents, type Key } from 'node:readline'
import { wrapText } from '../components/rows/text.ts'
import { cleanText } from '../incident/redact.ts'
import { decodeKeys } from '../screens/keyboard.ts'
import { spokenNews, spokenNext, spokenOverlay, spokenPane, spokenState } from '../screens/linear/speech.ts'
import { overlayKind } from '../screens/overlay-kinds.ts'
import { pasteIntoStart, pasteText, pressKey } from '../screens/pressing.ts'
import { type Hands, phaseShown, type Scene } from '../screens/scene.ts'
import { sceneOf } from '../screens/scene-of.ts'
import { pressOnStart } from '../screens/start/keys.ts'
import { spokenStart } from '../screens/start/spoken.ts'
import type { Writing } from '../screens/writing-hands.ts'
import type { Desk } from '../store/desk.ts'

export interface LinearOptions {
  readonly desk: Desk
  readonly onLeave: (how: 'quit' | 'interrupt') => void
  readonly edit: Hands['editIn']
  readonly shell: (folder: string) => Promise<boolean>
  readonly copy: Hands['copy']
  readonly suspend: () => void
  readonly writing: Writing
  /** Why the screen is spoken: `--linear` or `INK_SCREEN_READER`. */
  readonly because: string
}

const pasteOn = '\x1b[?2004h'
const pasteOff = '\x1b[?2004l'
const alarmEvery = 30_000
/** A screen on which every pane is there, so that Tab goes through all of them. */
const size = { columns: 160, rows: 45 }

/** Speaks until the returned function is called. */
export function speak(options: LinearOptions): () => void {
  const { desk, onLeave, edit, shell, copy, suspend, writing, because } = options
  const { stdin, stdout } = process
  let last: Scene | null = null
  let lastAlarmAt = 0
  let isAway = false
  const say = (lines: readonly string[]) => {
    const columns = stdout.columns || 80
    for (const line of lines) stdout.write(`${wrapText(line, columns - 1).join('\n')}\n`)
  }
  const isStart = () => desk.store.getState().session === null

  const tellNews = (scene: Scene) => {
    for (const { text, isAlarm } of spokenNews(last, scene)) {
      if (isAlarm && scene.now - lastAlarmAt < alarmEvery) continue
      if (isAlarm) lastAlarmAt = scene.now
      say([text])
    }
  }
  const look = () => {
    if (isAway) return
    if (isStart()) return
    const scene = sceneOf(desk, size)
    const before = last
    tellNews(scene)
    last = scene
    if (before === null || phaseShown(before) !== phaseShown(scene) || before.state.id !== scene.state.id)
      return say(['', ...spokenState(scene)])
    const changed = changedLines(before, scene)
    if (changed.length > 0) say(changed)
  }
  const away = async <T>(work: () => Promise<T> | T): Promise<T> => {
    isAway = true
    stdin.setRawMode(false)
    try {
      return await work()
    } finally {
      stdin.setRawMode(true)
      isAway = false
      look()
    }
  }
  const hands: Hands = {
    dispatch: desk.dispatch,
    run: desk.run,
    change: desk.change,
    newId: desk.newId,
    trustConfig: desk.trustConfig,
    recall: desk.recall,
    copy,
    probes: desk.telemetry,
    editIn: folder => away(() => edit(folder)),
    shellIn: folder => away(() => shell(folder)),
    open: desk.open,
    replay: desk.replay,
    writing: {
      edit: (text, name) => away(() => writing.edit(text, name)),
      save: writing.save,
      template: writing.template,
    },
    leave: () => onLeave('quit'),
  }
  const press = (name: string) => {
    if (name === 'ctrl-c') return onLeave('interrupt')
    if (name === 'ctrl-z') return void away(suspend)
    if (isStart() && desk.store.getState().view.overlays.length === 0) {
      echo(name, true)
      pressOnStart(name, desk, hands.leave)
      if (!isStart() || name === 'down' || name === 'up' || name === 'esc' || name === 'tab') afterStart()
      return
    }
    const scene = sceneOf(desk, size)
    const overlay = scene.view.overlays.at(-1)
    echo(name, overlay !== undefined && overlayKind(overlay).paste !== undefined)
    if (name === 'h' && !overlay) return say(['', ...spokenState(scene)])
    pressKey(name, scene, hands)
    afterStart()
  }
  const startLines = () =>
    desk.store.getState().view.overlays.length > 0 ? spokenOverlay(sceneOf(desk, size)) : spokenStart(desk)
  const afterStart = () => (isStart() ? say(['', ...startLines()]) : look())
  // What is typed is heard, as on any line that is typed; Enter ends the line.
  const echo = (name: string, isTyping: boolean) => {
    if (!isTyping) return
    if (name === 'enter') stdout.write('\n')
    else if (name === 'space') stdout.write(' ')
    else if (name === 'backspace') stdout.write('\b \b')
    else if ([...name].length === 1) stdout.write(name)
  }
  let pasted: string | null = null
  const onKey = (text: string | undefined, key: Key) => {
    if (key.name === 'paste-start') {
      pasted = ''
    } else if (key.name === 'paste-end') {
      paste(pasted ?? '')
      pasted = null
    } else if (pasted !== null) {
      pasted += text ?? ''
    } else {
      for (const name of namesOf(text, key)) press(name)
    }
  }
  const paste = (text: string) => {
    stdout.write(cleanText(text))
    if (isStart()) desk.change(pasteIntoStart(text))
    else pasteText(text, sceneOf(desk, size), hands)
  }

  emitKeypressEvents(stdin)
  stdin.setRawMode(true)
  stdout.write(pasteOn)
  stdin.on('keypress', onKey)
  stdin.resume()
  say([`incident-tui, linear mode, because of ${because}. Times are UTC. h repeats this.`])
  if (isStart()) say(['', ...startLines()])
  const timer = setInterval(look, 1000)
  look()
  return () => {
    clearInterval(timer)
    stdin.off('keypress', onKey)
    stdin.setRawMode(false)
    stdout.write(pasteOff)
    stdin.pause()
  }

  /** What a key changed: another overlay or its rows, another pane, another choice. */
  function changedLines(before: Scene, after: Scene): string[] {
    const [was, is] = [before.view.overlays.at(-1), after.view.overlays.at(-1)]
    if (was !== is) {
      if (!is) return ['', ...spokenNext(after)]
      if (was?.kind !== is.kind) return ['', ...spokenOverlay(after)]
      return overlayKind(is).paste ? [] : newLines(spokenOverlay(before), spokenOverlay(after))
    }
    if (before.view.focus !== after.view.focus) return ['', ...spokenPane(after, after.view.focus)]
    if (before.view.chosen !== after.view.chosen || before.view.scroll !== after.view.scroll)
      return newLines(spokenPane(before, after.view.focus), spokenPane(after, after.view.focus))
    const nextWas = spokenNext(before)[0]
    const nextIs = spokenNext(after)
    return nextWas === nextIs[0] ? [] : nextIs
  }
}

function newLines(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before)
  return after.filter(line => line !== '' && !known.has(line))
}

/** readline's keys by the names of the command tables. */
function namesOf(text: string | undefined, key: Key): readonly string[] {
  const { name = '', ctrl = false, meta = false, shift = false } = key
  const flags = {
    return: name === 'return',
    escape: name === 'escape',
    tab: name === 'tab',
    upArrow: name === 'up',
    downArrow: name === 'down',
    leftArrow: name === 'left',
    rightArrow: name === 'right',
    pageUp: name === 'pageup',
    pageDown: name === 'pagedown',
    home: name === 'home',
    end: name === 'end',
    backspace: name === 'backspace',
    delete: name === 'delete',
  }
  if (/^f\d+$/.test(name)) return ['f1']
  return decodeKeys(ctrl && name ? name : (text ?? ''), { ...flags, ctrl, meta, shift })
}
