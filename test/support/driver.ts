// Presses keys on a scene whose incident is real and whose record is in memory: screens are tried as a person uses them.
import type { IncidentEvent } from '../../src/incident/events.ts'
import type { Intent } from '../../src/incident/intents.ts'
import { nextFor } from '../../src/screens/commands.ts'
import { layout } from '../../src/screens/layout.ts'
import { overlayKind } from '../../src/screens/overlay-kinds.ts'
import { pasteText, pressKey } from '../../src/screens/pressing.ts'
import { type Hands, phaseShown, type Scene } from '../../src/screens/scene.ts'
import { createSession, type Session } from '../../src/store/session.ts'
import { initialView, type ViewState } from '../../src/store/view.ts'
import { notify } from '../../src/store/view-changes.ts'
import { noon } from './events.ts'
import { memoryRecord } from './memory-record.ts'
import { sceneFrom } from './scene.ts'

export interface Driver {
  /** `press('n', '14:30 errors began', 'enter')`: named keys, or text that is typed letter by letter. */
  press(...keys: readonly string[]): void
  paste(text: string): void
  look(change: (view: ViewState) => ViewState): void
  scene(): Scene
  /** What the Next line promises now. */
  next(): string
  readonly session: Session
}

export interface DriverOptions {
  readonly events: readonly IncidentEvent[]
  readonly cols?: number
  readonly rows?: number
  readonly hands?: Partial<Hands>
  readonly scene?: Partial<Scene>
}

const named =
  /^(?:enter|esc|tab|shift-tab|up|down|left|right|space|backspace|delete|home|end|pageup|pagedown|ctrl-.|f1)$/

export function drive({ events, cols = 160, rows = 45, hands: own = {}, scene: fixed = {} }: DriverOptions): Driver {
  const now = noon + 3_600_000
  let count = 0
  const newId = () => `0195cdf1-0000-7000-8000-${(count++).toString(16).padStart(12, '0')}`
  const shared = { incidentId: 'i1', identity: 'ana@ops-1', actor: 'test', readOnly: false, newId }
  const session = createSession({ ...shared, record: memoryRecord(events), now: () => now, runEffect: () => undefined })
  let view = initialView('incident')
  const scene = (): Scene => {
    const { state } = session.store.getState()
    const shape = { zoom: view.zoomed, focus: view.focus, document: phaseShown({ state, view }) === 'postmortem' }
    return { ...sceneFrom([], { now, state, view, layout: layout({ cols, rows, ...shape }) }), ...fixed }
  }
  const change: Hands['change'] = how => {
    view = how(view)
  }
  const hands = {
    dispatch: (intent: Intent) => {
      const result = session.dispatch(intent)
      if ('events' in result) return true
      change(notify(result.refused, 'warn', now))
      return false
    },
    run: () => null,
    change,
    newId,
    recall: () => undefined,
    replay: null,
    writing: {
      edit: async () => ({ failed: 'no editor here' }),
      save: async () => ({ failed: 'no disk here' }),
      template: async () => null,
    },
    leave: () => undefined,
    ...own,
  } as Hands
  return {
    press: (...keys) => {
      for (const key of keys.flatMap(one => (named.test(one) ? [one] : [...one]))) {
        pressKey(key === ' ' ? 'space' : key, scene(), hands)
      }
    },
    paste: text => pasteText(text, scene(), hands),
    look: change,
    scene,
    next: () => {
      const overlay = view.overlays.at(-1)
      const { action } = overlay ? overlayKind(overlay).next(overlay, scene()) : nextFor(scene())
      return typeof action === 'string' ? action : JSON.stringify(action)
    },
    session,
  }
}
