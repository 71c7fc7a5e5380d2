// The keys of a window too small to work in. Rule: nothing is done there that cannot be seen; what is typed is shown,
// everything else waits for room.
import type { KeyHint } from '../components/Footer.tsx'
import { notify } from '../store/view-changes.ts'
import { openPrompt } from './asking.ts'
import { leave } from './leaving.ts'
import type { Hands, Scene } from './scene.ts'

/** Under this a prompt would have no row of its own with what Enter does. */
const roomToType = { width: 40, height: 8 } as const

export function smallKeys(scene: Scene): readonly KeyHint[] {
  if (isTyping(scene)) return [{ key: 'Esc', label: 'keep the text' }]
  const leaving = { key: 'q', label: 'leave' }
  if (scene.view.overlays.length > 0) return [{ key: 'Esc', label: 'close what is open' }, leaving]
  return [{ key: 'n', label: 'note' }, { key: 'e', label: 'escalate' }, leaving]
}

/** True where the key is settled here; false where it may go the usual way, into the line that is being typed. */
export function pressWhileSmall(key: string, scene: Scene, hands: Hands): boolean {
  const { layout, view, now } = scene
  if (layout.size !== 'tooSmall') return false
  if (isTyping(scene)) return key === 'f1'
  if (key === 'q') leave(scene, hands)
  // What was typed there is kept, as always; a question that is closed has done nothing.
  if (view.overlays.length > 0) return key !== 'esc'
  const { width, height } = layout.screen
  if (key === 'n' && width >= roomToType.width && height >= roomToType.height)
    openPrompt({ kind: 'note' }, scene, hands)
  if (key === 'e') hands.change(notify('Paging needs room here, or a shell: incident-tui page', 'plain', now))
  return true
}

function isTyping({ view, layout }: Scene): boolean {
  return (
    view.overlays.at(-1)?.kind === 'prompt' &&
    layout.screen.height >= roomToType.height &&
    layout.screen.width >= roomToType.width
  )
}
