// The composer: an update, a page or a hand-off brief, drafted and edited in place. Nothing leaves from here.
import { type ComposerProps, composerPaneRows, composerTextWidth, type TurnRow } from '../../components/Composer.ts'
import { ok, type Words, warn } from '../../components/rows/row.ts'
import { lettersOf } from '../../components/rows/text.ts'
import { moveByRow } from '../../components/TextField.ts'
import { clock } from '../../components/theme/times.ts'
import { nextUpdateDue } from '../../incident/people/cadence.ts'
import { audiences, longestUpdate } from '../../incident/people/update-draft.ts'
import { cleanLines } from '../../incident/redact.ts'
import { statusWords } from '../../incident/vocabulary.ts'
import { fieldOf, insertText } from '../../store/field.ts'
import type { ComposerPurpose } from '../../store/view.ts'
import { notify, popOverlay, pushOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import { overlayRoom } from '../overlay-room.ts'
import type { Hands, Scene } from '../scene.ts'
import { channelNames, checked, destination, draftFor, keepUpdate, leaving } from '../telling.ts'

type Composer = OverlayOf<'composer'>
type Update = Extract<ComposerPurpose, { kind: 'update' }>

export const composerOverlay: OverlayKind<'composer'> = {
  look: (overlay, scene, { width, height }) => ({
    title: titles[overlay.purpose.kind],
    meta: overlay.purpose.kind === 'update' ? `${ordinal(scene.state.updates.length + 1)} of this incident` : '',
    rows: composerPaneRows({ ...contentOf(overlay, scene), width, height }),
    at: 'top',
  }),
  next: ({ purpose, field }) => {
    const over = lettersOf(field.text).length - longestUpdate
    if (over > 0) return { action: `waits: ${over} letters too long`, ready: false }
    const ready = field.text.trim() !== ''
    if (purpose.kind === 'update')
      return { action: 'review and send', detail: 'asks y before anything leaves', ready, run: review }
    if (purpose.kind === 'page')
      return { action: 'take this text', detail: 'nothing is sent yet', ready, run: takePageText }
    return { action: `hand ${purpose.role} to ${purpose.to}`, detail: 'recorded with the brief', ready, run: handOver }
  },
  hints: ({ purpose, focus }) => [
    ...(focus === 'text' ? [] : [{ key: '←→', label: 'turn' }]),
    ...(purpose.kind === 'update' ? [{ key: 'Tab', label: nextLabel[focus] }] : []),
    { key: 'Ctrl-J', label: 'new line' },
    { key: 'Ctrl-E', label: 'editor' },
    { key: 'Ctrl-L', label: 'redraft' },
    { key: 'Esc', label: 'keep' },
  ],
  key: (key, overlay, scene, hands) => {
    const changed = afterKey(key, overlay, scene)
    if (changed) return hands.change(replaceOverlay(changed))
    if (key === 'ctrl-e') void editOutside(overlay, scene, hands)
  },
  paste: (text, overlay, _, hands) =>
    hands.change(replaceOverlay({ ...overlay, field: insertText(overlay.field, text, 'many'), focus: 'text' })),
  leaving: ({ purpose, field }, scene, hands) => {
    if (purpose.kind !== 'update') return
    const isAsDrafted = field.text === draftFor(purpose, scene)
    hands.change(keepUpdate(isAsDrafted ? '' : field.text, purpose))
  },
}

const titles: Record<ComposerPurpose['kind'], string> = {
  update: 'Stakeholder update',
  page: 'Page',
  brief: 'Hand-off brief',
}
const order = ['text', 'status', 'audience'] as const
const nextLabel: Record<Composer['focus'], string> = { text: 'status', status: 'audience', audience: 'text' }

function afterKey(key: string, overlay: Composer, scene: Scene): Composer | null {
  const { purpose, field, focus } = overlay
  if (key === 'tab' || key === 'shift-tab') {
    if (purpose.kind !== 'update') return null
    const by = key === 'tab' ? 1 : -1
    return { ...overlay, focus: order[(order.indexOf(focus) + by + order.length) % order.length] ?? 'text' }
  }
  if (key === 'ctrl-l') return { ...overlay, field: fieldOf(draftFor(purpose, scene)) }
  if (key === 'ctrl-j') return { ...overlay, field: insertText(field, '\n', 'many'), focus: 'text' }
  if (focus !== 'text' && purpose.kind === 'update' && (key === 'left' || key === 'right')) {
    return turned(overlay, purpose, { focus, by: key === 'right' ? 1 : -1, scene })
  }
  if (key === 'up' || key === 'down') {
    const width = composerTextWidth(overlayRoom(scene).width)
    return { ...overlay, field: moveByRow(field, width, key === 'up' ? -1 : 1), focus: 'text' }
  }
  const typed = typeInto(field, key)
  return typed ? { ...overlay, field: typed, focus: 'text' } : null
}

/** Another status or audience: what nobody has touched is drafted anew, a person's own text keeps all but its first word. */
function turned(
  overlay: Composer,
  purpose: Update,
  { focus, by, scene }: { focus: 'status' | 'audience'; by: 1 | -1; scene: Scene },
): Composer {
  const next: Update = {
    ...purpose,
    ...(focus === 'status'
      ? { status: around(statusWords, purpose.status, by) }
      : { audience: around(audiences, purpose.audience, by) }),
  }
  const isAsDrafted = overlay.field.text === draftFor(purpose, scene)
  const own = overlay.field.text.replace(new RegExp(`^${purpose.status}(?=:)`), next.status)
  return { ...overlay, purpose: next, field: fieldOf(isAsDrafted ? draftFor(next, scene) : own) }
}

function around<T>(all: readonly T[], one: T, by: 1 | -1): T {
  return all[(all.indexOf(one) + by + all.length) % all.length] ?? one
}

function contentOf(overlay: Composer, scene: Scene): Omit<ComposerProps, 'width' | 'height'> {
  const { purpose, field, focus } = overlay
  const shared = { field, focused: focus === 'text', limit: longestUpdate }
  if (purpose.kind === 'page') {
    const notes = ['From your events: impact, cause, times.', checkWords(field.text, 'responders', scene)]
    return { ...shared, facts: [], turns: [], title: 'Message', notes }
  }
  if (purpose.kind === 'brief') {
    const facts = [
      { label: 'Role', words: purpose.role },
      { label: 'To', words: purpose.to },
    ]
    return { ...shared, facts, turns: [], title: 'Brief', notes: ['From your events. It is kept on the timeline.'] }
  }
  const { status, audience } = purpose
  const turn = <T extends string>(all: readonly T[], chosen: T): TurnRow['words'] =>
    all.map(word => ({ word, chosen: word === chosen }))
  return {
    ...shared,
    facts: focus === 'audience' ? [] : [{ label: 'To', words: toWords(purpose, scene), meta: sentWords(scene) }],
    // In the place of what it turns, so that nothing moves.
    turns: [
      ...(focus === 'audience' ? [{ label: 'To', words: turn(audiences, audience), focused: true }] : []),
      { label: 'Status', words: turn(statusWords, status), focused: focus === 'status' },
    ],
    title: 'Message',
    notes: [
      audience === 'responders'
        ? 'From your events: impact, cause, times, who and what is needed.'
        : 'From your events: impact, cause, times. Left out: names, hosts, commits.',
      checkWords(field.text, audience, scene),
      '',
      leaving(audience, scene),
    ],
  }
}

function toWords({ audience }: Update, scene: Scene): string {
  const names = channelNames(audience, scene)
  const where = names.map(name => {
    const channel = scene.config.updates.find(one => one.name === name)
    if (!channel) return 'copied, to be pasted'
    const named = name === audience ? '' : `${name} `
    return channel.run ? `${named}${destination(channel, scene)}` : `${named}webhook`
  })
  return `${audience}, ${where.join(', ')}`
}

function sentWords({ state, now, config }: Scene): string {
  const last = state.updates.at(-1)
  const due = nextUpdateDue(state, config.cadence)
  const sent = last ? `last sent ${clock(last.at)}` : 'none sent yet'
  return due === null ? sent : `${sent}, ${due < now ? 'was due' : 'due by'} ${clock(due)}`
}

function checkWords(text: string, audience: Update['audience'], scene: Scene): Words {
  const { ok: isFine, words } = checked(text, audience, scene)
  return isFine ? [ok('✓ '), words] : [warn('▲ '), warn(words)]
}

function ordinal(count: number): string {
  return ['first', 'second', 'third'][count - 1] ?? `${count}th`
}

async function editOutside(overlay: Composer, scene: Scene, hands: Hands): Promise<void> {
  const edited = await hands.writing.edit(overlay.field.text, `${overlay.purpose.kind}.md`)
  if ('failed' in edited) return hands.change(notify(edited.failed, 'warn', scene.now))
  hands.change(replaceOverlay({ ...overlay, field: fieldOf(cleanLines(edited.text).trimEnd()), focus: 'text' }))
}

function review(scene: Scene, hands: Hands): void {
  const { purpose, field } = scene.view.overlays.at(-1) as Composer
  if (purpose.kind !== 'update') return
  const { status, audience } = purpose
  hands.change(pushOverlay({ kind: 'review', status, audience, text: cleanLines(field.text).trim(), top: 0 }))
}

function takePageText(scene: Scene, hands: Hands): void {
  const { field } = scene.view.overlays.at(-1) as Composer
  const text = cleanLines(field.text).trim()
  hands.change(popOverlay)
  hands.change(view => {
    const under = view.overlays.at(-1)
    return under?.kind === 'escalate' ? replaceOverlay({ ...under, text })(view) : view
  })
}

function handOver(scene: Scene, hands: Hands): void {
  const { purpose, field } = scene.view.overlays.at(-1) as Composer
  if (purpose.kind !== 'brief') return
  const { role, to } = purpose
  hands.change(popOverlay)
  const isDone = hands.dispatch({ kind: 'handRole', role, to, brief: cleanLines(field.text).trim() })
  if (isDone) hands.change(notify(`${to} is ${role}; the brief is on the timeline`, 'ok', scene.now))
}
