// The command palette: every command by its words, found letter by letter; what cannot be done stays last with its reason.
import fuzzysort from 'fuzzysort'
import { paletteRows } from '../../components/Palette.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import { insertText } from '../../store/field.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { Command, NextAction } from '../command.ts'
import { commandsFor } from '../commands.ts'
import { type OverlayKind, typeInto } from '../overlay.ts'
import { type Hands, phaseShown, type Scene } from '../scene.ts'
import { spokenCommand } from './spoken.ts'

const visible = 10

interface Found {
  readonly command: Command
  readonly matched: readonly number[]
}

export const paletteOverlay: OverlayKind<'palette'> = {
  look: ({ query, index }, scene, { width, height }) => {
    const found = foundFor(query.text, scene)
    const here = phaseTitle[phaseShown(scene)]
    const items = found.map(({ command, matched }, at) => {
      const able = command.enabled(scene)
      return {
        id: command.id,
        label: sentence(command.help),
        matched,
        place: command.group === 'here' ? here : 'any time',
        key: command.shown,
        ...(able !== true && { disabled: able }),
        selected: at === index,
      }
    })
    const alsoTakes = ['note TEXT', 'severity P0', 'run CMD', '14:30 TEXT']
    return {
      title: 'Commands',
      meta: `${found.length} of ${listed(scene).length}`,
      rows: paletteRows({ field: query, items, alsoTakes, width, visible: Math.min(visible, Math.max(3, height - 4)) }),
      at: 'top',
    }
  },
  next: ({ query, index }, scene) =>
    spokenNext(query.text, scene) ?? chosenNext(foundFor(query.text, scene)[index]?.command, scene),
  hints: () => [
    { key: '↑↓', label: 'choose' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    if (key === 'ctrl-p') return hands.change(popOverlay)
    const by = key === 'down' ? 1 : key === 'up' ? -1 : 0
    if (by !== 0) {
      const last = foundFor(overlay.query.text, scene).length - 1
      return hands.change(
        replaceOverlay({ ...overlay, index: Math.min(Math.max(0, last), Math.max(0, overlay.index + by)) }),
      )
    }
    const query = typeInto(overlay.query, key)
    if (query) hands.change(replaceOverlay({ ...overlay, query, index: 0 }))
  },
  paste: (text, overlay, _, hands) =>
    hands.change(replaceOverlay({ ...overlay, query: insertText(overlay.query, text), index: 0 })),
}

/** Moving is done by moving, and the palette is open already. */
function listed(scene: Scene): readonly Command[] {
  return commandsFor(scene).filter(command => command.group !== 'move' && command.id !== 'palette')
}

function foundFor(text: string, scene: Scene): Found[] {
  const all = listed(scene)
  const found: Found[] =
    text.trim() === ''
      ? all.map(command => ({ command, matched: [] }))
      : fuzzysort
          .go(text, all, { key: 'help', threshold: 0.3 })
          .map(({ obj, indexes }) => ({ command: obj, matched: indexes }))
  const able = (one: Found) => one.command.enabled(scene) === true
  return [...found.filter(able), ...found.filter(one => !able(one))]
}

function chosenNext(command: Command | undefined, scene: Scene): NextAction {
  if (!command) return { action: 'nothing matches', ready: false }
  const able = command.enabled(scene)
  if (able !== true) return { action: `${command.help}: ${able}`, ready: false }
  return {
    action: command.help,
    run: (now, hands) => {
      hands.change(popOverlay)
      command.run(
        { ...now, view: { ...now.view, overlays: now.view.overlays.slice(0, -1) } },
        hands,
        command.keys[0] ?? '',
      )
    },
  }
}

function spokenNext(text: string, { now }: Scene): NextAction | null {
  const spoken = spokenCommand(text, now)
  if (!spoken) return null
  return {
    action: spoken.words,
    run: (scene: Scene, hands: Hands) => {
      hands.change(popOverlay)
      spoken.run(scene, hands)
    },
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
