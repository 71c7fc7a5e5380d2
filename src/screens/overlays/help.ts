// Help: the keys of this very screen, made from the command table. Typing narrows it down.
import type { HelpEntry } from '../../components/Help.ts'
import { helpRows } from '../../components/Help.ts'
import { plainRow } from '../../components/rows/render.ts'
import { row, segmentsOf } from '../../components/rows/row.ts'
import { phaseTitle } from '../../incident/vocabulary.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { Command } from '../command.ts'
import { commandsFor, nextFor, onePerKey } from '../commands.ts'
import { type OverlayKind, typeInto } from '../overlay.ts'
import { phaseShown, type Scene } from '../scene.ts'

export const helpOverlay: OverlayKind<'help'> = {
  look: ({ query, scroll }, scene, { width, height }) => {
    const wanted = query.text.toLowerCase()
    const found = onePerKey(commandsFor(scene), scene).filter(({ shown, help }) =>
      `${shown} ${help}`.toLowerCase().includes(wanted),
    )
    const off = found.flatMap(command => reasonOf(command, scene))
    const of = (group: Command['group']) =>
      found.filter(command => command.group === group && !reasonOf(command, scene)[0]).map(entry)
    const sections = [
      { title: 'Here', entries: [...enterEntry(scene, wanted), ...of('here')] },
      { title: 'Move', entries: of('move') },
    ].filter(section => section.entries.length > 0)
    const rows = helpRows({
      left: sections,
      right: [{ title: 'Everywhere', entries: of('everywhere') }],
      disabled: off,
      width,
    })
    const from = Math.min(scroll, Math.max(0, rows.length - height))
    return {
      title: `Help: ${placeOf(scene)}`,
      meta: [
        ...(rows.length - from > height ? [`${rows.length - from - height} more below`] : []),
        query.text === '' ? 'type to find a key or a word' : `/${query.text}`,
      ].join(' · '),
      rows: rows.slice(from, from + height),
      at: 'top',
    }
  },
  next: () => ({ action: 'close help', run: (_, hands) => hands.change(popOverlay) }),
  hints: () => [
    { key: '↑↓', label: 'scroll' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, _, hands) => {
    if (key === 'f1' || (key === '?' && overlay.query.text === '')) return hands.change(popOverlay)
    const by = key === 'down' ? 1 : key === 'up' ? -1 : key === 'pagedown' ? 10 : key === 'pageup' ? -10 : 0
    if (by !== 0) return hands.change(replaceOverlay({ ...overlay, scroll: Math.max(0, overlay.scroll + by) }))
    const query = typeInto(overlay.query, key)
    if (query) hands.change(replaceOverlay({ ...overlay, query, scroll: 0 }))
  },
}

/** What the Next line promises under this page. */
function enterEntry(scene: Scene, wanted: string): HelpEntry[] {
  const { action, ready = true } = nextFor(scene)
  const label = plainRow(row(segmentsOf(action)))
  return ready && `enter ${label}`.toLowerCase().includes(wanted) ? [{ key: 'Enter', label }] : []
}

/** The pane that has the focus, where it is not the workbench. */
function placeOf(scene: Scene): string {
  const { focus } = scene.layout
  return focus === 'workbench' ? phaseTitle[phaseShown(scene)] : focus.charAt(0).toUpperCase() + focus.slice(1)
}

function entry({ shown, help }: Command): HelpEntry {
  return { key: shown, label: help }
}

function reasonOf(command: Command, scene: Scene): (HelpEntry & { reason: string })[] {
  const able = command.enabled(scene)
  return able === true ? [] : [{ ...entry(command), reason: able }]
}
