// Opening a section for writing: in place, or in the person's editor. Rule: what was typed and not yet given is kept.
import { cleanLines } from '../../incident/redact.ts'
import type { SectionId } from '../../incident/vocabulary.ts'
import type { DocumentSection } from '../../postmortem/model.ts'
import { fieldOf } from '../../store/field.ts'
import { keepDraft, notify, pushOverlay } from '../../store/view-changes.ts'
import type { Hands, Scene } from '../scene.ts'
import { documentOf } from './document.ts'

/** Under which name the unfinished text of a section is kept, and what it began from. */
export const draftName = (section: SectionId) => `section ${section}`
export const baseName = (section: SectionId) => `base of section ${section}`

export function writableSection(id: SectionId, { state }: Pick<Scene, 'state'>): DocumentSection | null {
  return documentOf(state).sections.find(one => one.writes === id) ?? null
}

/** What stands there now, and what an editor begins with. */
export function textsOf(section: DocumentSection): { readonly base: string; readonly begin: string } {
  const base = section.written?.text ?? ''
  return { base, begin: base === '' ? section.draft : base }
}

export function openSection(section: DocumentSection, { view }: Scene, hands: Hands): void {
  if (section.writes === null) return
  const { base, begin } = textsOf(section)
  const unfinished = view.drafts[draftName(section.writes)]
  hands.change(
    pushOverlay({
      kind: 'section',
      section: section.writes,
      title: section.title,
      field: fieldOf(unfinished || begin),
      base: unfinished ? (view.drafts[baseName(section.writes)] ?? base) : base,
    }),
  )
}

/** Gives a section's text to the record; what others wrote since `base` stays beside it. */
export function giveSection(
  section: SectionId,
  { text, base }: { readonly text: string; readonly base: string },
  scene: Scene,
  hands: Hands,
): boolean {
  const current = writableSection(section, scene)?.written?.text ?? ''
  if (!hands.dispatch({ kind: 'writeSection', section, text: cleanLines(text).trimEnd(), base })) return false
  hands.change(keepDraft(draftName(section), ''))
  hands.change(keepDraft(baseName(section), ''))
  if (current !== base)
    hands.change(
      notify('Someone else wrote here meanwhile: both texts stand, paragraph by paragraph.', 'warn', scene.now),
    )
  return true
}

/** Opens the person's editor on a section; what it leaves is taken, or said why not. */
export function editOutside(section: DocumentSection, scene: Scene, hands: Hands, typed?: string): void {
  const id = section.writes
  if (id === null) return
  const { base, begin } = textsOf(section)
  const before = typed ?? (scene.view.drafts[draftName(id)] || begin)
  const say = (text: string, tone: 'ok' | 'warn' | 'plain') => hands.change(notify(text, tone, scene.now))
  void hands.writing.edit(before, `${id}.md`).then(edited => {
    if ('failed' in edited) return say(edited.failed, 'warn')
    const text = cleanLines(edited.text).trimEnd()
    if (text.trim() === '')
      return say('The editor left nothing: the section stays as it was. To take a text away, clear it with i.', 'warn')
    if (text === before.trimEnd() && base !== '') return say('Nothing was changed.', 'plain')
    giveSection(id, { text, base }, scene, hands)
  })
}
