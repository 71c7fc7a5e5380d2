// Who leads, writes down, speaks and knows. Enter takes what nobody holds; what one holds is handed over with a brief.
import { optionRows } from '../../components/OptionList.ts'
import { muted, row, stack } from '../../components/rows/row.ts'
import { roleMeaning, roles } from '../../incident/people/roles.ts'
import { emptyField } from '../../store/view.ts'
import { notify, popOverlay, pushOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'

export const rolesOverlay: OverlayKind<'roles'> = {
  look: ({ index }, scene, { width }) => ({
    title: 'Roles',
    meta: `you are ${nameOf(scene)}`,
    rows: stack(
      optionRows({
        items: rolesOf(scene).map((role, at) => ({
          id: role,
          title: role,
          words: scene.state.roles[role] ?? muted('nobody'),
          meta: roleMeaning[role as keyof typeof roleMeaning] ?? '',
          selected: at === index,
        })),
        width,
      }),
      [row(muted('A role is handed over with a brief, drafted from the events.'))],
    ),
    at: 'bottom',
  }),
  next: (overlay, scene) => {
    const role = chosen(overlay, scene)
    const holder = scene.state.roles[role]
    if (holder === nameOf(scene)) return { action: `hand ${role} over`, detail: 'asks to whom', run: askToWhom }
    if (role === 'expert') return { action: 'say what you are the expert for', run: askExpertise }
    const from = holder === undefined ? '' : `from ${holder}`
    return { action: `take ${role}${from ? ` ${from}` : ''}`, detail: 'as you', run: take }
  },
  hints: () => [
    { key: '↑↓', label: 'choose' },
    { key: 'h', label: 'hand over' },
    { key: 'Esc', label: 'leave as it is' },
  ],
  key: (key, overlay, scene, hands) => {
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    const last = rolesOf(scene).length - 1
    if (by !== 0)
      return hands.change(replaceOverlay({ ...overlay, index: Math.min(last, Math.max(0, overlay.index + by)) }))
    if (key === 'h') askToWhom(scene, hands)
  },
}

/** The four of them, and those that were made for this incident. */
function rolesOf({ state }: Scene): string[] {
  const own = Object.keys(state.roles).filter(role => !roles.some(one => one === role))
  return [...roles, ...own]
}

function chosen({ index }: OverlayOf<'roles'>, scene: Scene): string {
  return rolesOf(scene)[index] ?? roles[0]
}

function nameOf({ who }: Scene): string {
  return who.replace(/@.*$/, '')
}

function take(scene: Scene, hands: Hands): void {
  const role = chosen(scene.view.overlays.at(-1) as OverlayOf<'roles'>, scene)
  hands.change(popOverlay)
  if (hands.dispatch({ kind: 'takeRole', role, person: nameOf(scene) }))
    hands.change(notify(`You are ${role}`, 'ok', scene.now))
}

function askToWhom(scene: Scene, hands: Hands): void {
  const role = chosen(scene.view.overlays.at(-1) as OverlayOf<'roles'>, scene)
  hands.change(popOverlay)
  hands.change(pushOverlay({ kind: 'prompt', purpose: { kind: 'role', role }, field: emptyField, error: null }))
}

function askExpertise(_: Scene, hands: Hands): void {
  hands.change(popOverlay)
  hands.change(pushOverlay({ kind: 'prompt', purpose: { kind: 'expertise' }, field: emptyField, error: null }))
}
