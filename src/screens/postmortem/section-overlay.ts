// A section written in place. Every letter is kept as it is typed, so that not even a kill loses the text.
import { blankRow, muted, row, warn } from '../../components/rows/row.ts'
import { caretRow, composerRows } from '../../components/TextField.ts'
import { windowAround } from '../../components/window.ts'
import { cleanLines } from '../../incident/redact.ts'
import { fieldOf, insertText } from '../../store/field.ts'
import type { Field } from '../../store/view.ts'
import { forget, keepDraft, popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { NextAction } from '../command.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'
import { outlineList } from './outline.ts'
import { baseName, draftName, editOutside, giveSection, textsOf, writableSection } from './writing-section.ts'

type Section = OverlayOf<'section'>

export const sectionOverlay: OverlayKind<'section'> = {
  look: (overlay, scene, { width, height }) => {
    const { field, title } = overlay
    const room = Math.max(3, height - 2)
    const lines = windowAround(composerRows({ field, width }), caretRow(field, width), room).items
    const empty = Array.from({ length: Math.max(0, room - lines.length) }, () => blankRow)
    return {
      title,
      meta: 'Markdown',
      rows: [...lines, ...empty, blankRow, row(note(overlay, scene))],
      at: 'top',
    }
  },
  next: sectionNext,
  hints: () => [
    { key: 'Ctrl-J', label: 'new line' },
    { key: 'Ctrl-E', label: 'editor' },
    { key: 'Ctrl-L', label: 'from events' },
    { key: 'Esc', label: 'keep as draft' },
  ],
  key: (key, overlay, scene, hands) => {
    if (key === 'ctrl-j') return typed(overlay, insertText(overlay.field, '\n', 'many'), hands)
    if (key === 'ctrl-l') {
      const section = writableSection(overlay.section, scene)
      return typed(overlay, fieldOf(section?.draft ?? ''), hands)
    }
    if (key === 'ctrl-e') {
      const section = writableSection(overlay.section, scene)
      hands.change(popOverlay)
      return section ? editOutside(section, scene, hands, overlay.field.text) : undefined
    }
    const field = typeInto(overlay.field, key)
    if (field) typed(overlay, field, hands)
  },
  paste: (text, overlay, _, hands) => typed(overlay, insertText(overlay.field, cleanLines(text), 'many'), hands),
}

function typed(overlay: Section, field: Field, hands: Hands): void {
  hands.change(replaceOverlay({ ...overlay, field }))
  if (field.text === overlay.field.text) return
  hands.change(keepDraft(draftName(overlay.section), field.text))
  hands.change(keepDraft(baseName(overlay.section), overlay.base))
}

/** What is worth knowing while writing: that another text stands there meanwhile, or where this one comes from. */
function note({ section: id, base, field }: Section, scene: Scene) {
  const section = writableSection(id, scene)
  if (!section) return muted('')
  const { base: standing, begin } = textsOf(section)
  if (standing !== base) return warn('Someone else has written here meanwhile. Saving keeps both texts.')
  if (field.text === begin)
    return muted(base === '' ? 'A draft from the events; the facts below it stay.' : 'As it stands.')
  return muted('Kept as a draft with every letter.')
}

function sectionNext({ field, base }: Section): NextAction {
  const text = field.text.trim()
  if (text === '' && base === '') return { action: 'save', detail: 'once it has words', ready: false }
  if (text === '') return { action: 'take the text away', detail: 'the draft from the events comes back', run: save }
  return { action: 'save', detail: 'yours from now on; the events never overwrite it', run: save }
}

function save(scene: Scene, hands: Hands): void {
  const { section, field, base } = scene.view.overlays.at(-1) as Section
  if (!giveSection(section, { text: field.text, base }, scene, hands)) return
  hands.change(popOverlay)
  hands.change(forget(outlineList))
}
