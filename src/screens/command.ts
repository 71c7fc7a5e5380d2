// One thing a key can do, as data. Footer, help, palette and the keyboard are all made from these.
import type { Words } from '../components/rows/row.ts'
import type { Hands, Scene } from './scene.ts'

export interface Command {
  readonly id: string
  /** Key names as keyboard.ts gives them. */
  readonly keys: readonly string[]
  /** The keys as a person reads them: `c`, `↑↓`, `Ctrl-P`. */
  readonly shown: string
  /** In the footer: a verb and its object, at most three words. */
  readonly label: string
  /** Used under 100 columns. */
  readonly short?: string
  /** In help and palette: what it does. */
  readonly help: string
  readonly group: 'here' | 'move' | 'everywhere'
  /** Not shown in the footer; or only while it is about something else. */
  readonly quiet?: boolean | ((scene: Scene) => boolean)
  /** Why it cannot be done now, as a short condition: `needs a hypothesis`. */
  readonly enabled: (scene: Scene) => true | string
  /** `key` is the one that was pressed, or the first one where it was picked from the palette. */
  readonly run: (scene: Scene, hands: Hands, key: string) => void
}

/** What Enter does now: the only promise the Next line makes. */
export interface NextAction {
  readonly action: Words
  readonly detail?: string
  readonly meta?: string
  /** False while it waits for something; Enter does nothing then. */
  readonly ready?: boolean
  readonly chip?: string
  readonly run?: (scene: Scene, hands: Hands) => void
}

export const always = (): true => true
