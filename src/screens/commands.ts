// The command table of what is on screen: pane, phase, then everywhere. Footer, help, palette and keyboard read it.
import type { KeyHint } from '../components/Footer.tsx'
import type { Command, NextAction } from './command.ts'
import { everywhere } from './everywhere.ts'
import { moving } from './moving.ts'
import { paneToolOf } from './pane-tools.ts'
import { replaying, replayNext } from './replaying/keys.ts'
import type { Scene } from './scene.ts'
import { searching } from './searching.ts'
import { ticking } from './steps/tick.ts'
import { workbenchOf } from './workbenches.ts'

/** Every command that has a meaning here, most particular first: pane, workbench where it can be seen, everywhere. */
export function commandsFor(scene: Scene): readonly Command[] {
  const pane = paneToolOf(scene)?.commands ?? []
  const { workbench, preview } = scene.layout.panes
  const own = workbench || preview ? [...workbenchOf(scene).commands, ...ticking] : []
  const all = [...pane, ...own, ...moving, ...searching, ...everywhere]
  return scene.replay ? [...replaying, ...all] : all
}

/** The command a key stands for; of several the first that is able, else the first, so that it can say why not. */
export function commandForKey(key: string, scene: Scene): Command | null {
  const bound = commandsFor(scene).filter(command => command.keys.includes(key))
  return bound.find(command => command.enabled(scene) === true) ?? bound[0] ?? null
}

/** What Enter does on the screen itself: in the focused pane, else in the workbench. */
export function nextFor(scene: Scene): NextAction {
  if (scene.replay) return replayNext(scene)
  return paneToolOf(scene)?.next?.(scene) ?? workbenchOf(scene).next(scene)
}

/** Of the commands that show the same key the one it would do now: a pane's own meaning hides the general one. */
export function onePerKey(commands: readonly Command[], scene: Scene): readonly Command[] {
  const byKey = Map.groupBy(commands, command => command.shown)
  const meant = new Set([...byKey.values()].map(all => all.find(one => one.enabled(scene) === true) ?? all[0]))
  return commands.filter(command => meant.has(command))
}

export function footerKeys(scene: Scene): { keys: readonly KeyHint[]; fixed: readonly KeyHint[] } {
  const shown = onePerKey(commandsFor(scene), scene).filter(command => !isQuiet(command, scene))
  return {
    keys: inFooterOrder(shown, scene).map(command => hint(command, scene)),
    fixed: ['palette', 'help', 'leave']
      .flatMap(id => everywhere.filter(command => command.id === id))
      .map(command => hint(command, scene)),
  }
}

function isQuiet({ quiet = false }: Command, scene: Scene): boolean {
  return typeof quiet === 'function' ? quiet(scene) : quiet
}

/** What is done most often during an incident, first; where all do not fit, what can be done now before what cannot. */
const often = ['impact', 'note', 'severity', 'escalate', 'update', 'mark', 'run']

function inFooterOrder(commands: readonly Command[], scene: Scene): readonly Command[] {
  const place = ({ id, group }: Command) => (group === 'here' ? -1 : often.indexOf(id) + (often.includes(id) ? 0 : 99))
  const ordered = [...commands].sort((a, b) => place(a) - place(b))
  if (scene.layout.framed) return ordered
  const able = (command: Command) => command.enabled(scene) === true
  return [...ordered.filter(able), ...ordered.filter(command => !able(command))]
}

function hint(command: Command, scene: Scene): KeyHint {
  const { shown, label, short } = command
  return { key: shown, label, ...(short && { short }), disabled: command.enabled(scene) !== true }
}
