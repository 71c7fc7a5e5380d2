// A person at a scene: presses keys, sees the view change, and what was asked of the incident is kept as intents.
import type { Intent } from '../../src/incident/intents.ts'
import { overlayKind } from '../../src/screens/overlay-kinds.ts'
import { overlayRoom } from '../../src/screens/overlay-room.ts'
import { pressKey } from '../../src/screens/pressing.ts'
import type { Hands, Scene } from '../../src/screens/scene.ts'
import type { ViewChange } from '../../src/store/view-changes.ts'
import { plainRows } from './frame.tsx'

export interface Person {
  readonly intents: Intent[]
  press(...keys: readonly string[]): Promise<void>
  /** Letters one by one. */
  type(text: string): Promise<void>
  /** The open overlay as text; empty where none is open. */
  overlay(): string
  readonly scene: Scene
}

export function personAt(start: Scene, answers: Partial<Hands> = {}): Person {
  let scene = start
  const intents: Intent[] = []
  let ids = 0
  const change = (how: ViewChange) => {
    scene = { ...scene, view: how(scene.view) }
  }
  const hands = {
    dispatch: (intent: Intent) => intents.push(intent) > 0,
    change,
    newId: () => `new-${++ids}`,
    ...answers,
  } as unknown as Hands
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      pressKey(key, scene, hands)
      await Promise.resolve()
    }
  }
  return {
    intents,
    press,
    type: text => press(...[...text].map(letter => (letter === ' ' ? 'space' : letter))),
    overlay: () => {
      const top = scene.view.overlays.at(-1)
      return top ? plainRows(overlayKind(top).look(top, scene, overlayRoom(scene)).rows) : ''
    },
    get scene() {
      return scene
    },
  }
}
