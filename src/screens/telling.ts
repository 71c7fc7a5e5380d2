// Opens what people are told with, the update, the page and the roles, and says what would leave the box and to whom.
import type { ChannelConfig } from '../config/schema.ts'
import { commandLine } from '../incident/command.ts'
import { channelsFor, copied } from '../incident/people/channels.ts'
import { leaksIn } from '../incident/people/leaks.ts'
import { draftPage } from '../incident/people/page-draft.ts'
import { handOffBrief } from '../incident/people/roles.ts'
import { type Audience, audiences, draftUpdate, statusToSay } from '../incident/people/update-draft.ts'
import { type StatusWord, statusWords } from '../incident/vocabulary.ts'
import { fieldOf } from '../store/field.ts'
import type { ComposerPurpose, ViewState } from '../store/view.ts'
import { keepDraft, pushOverlay, type ViewChange } from '../store/view-changes.ts'
import { always, type Command } from './command.ts'
import type { Hands, Scene } from './scene.ts'

/** Under these names a text left with Esc is kept, with what it was written as. */
const kept = { text: 'update', status: 'update status', audience: 'update audience' } as const

export const telling: readonly Command[] = [
  {
    id: 'update',
    keys: ['u'],
    shown: 'u',
    label: 'update',
    help: 'tell stakeholders: an update, drafted from the events',
    group: 'everywhere',
    enabled: always,
    run: (scene, hands) => openUpdate(scene, hands),
  },
  {
    id: 'escalate',
    keys: ['e'],
    shown: 'e',
    label: 'escalate',
    help: 'page someone',
    group: 'everywhere',
    enabled: ({ state }) => (state.moments.closed === null ? true : 'the incident is closed'),
    run: (_, hands) => hands.change(pushOverlay({ kind: 'escalate', index: 0, text: null })),
  },
  {
    id: 'roles',
    keys: ['R'],
    shown: 'R',
    label: 'roles',
    help: 'who leads, writes down, speaks: take a role or hand it over',
    group: 'everywhere',
    quiet: true,
    enabled: always,
    run: (_, hands) => hands.change(pushOverlay({ kind: 'roles', index: 0 })),
  },
]

/** The composer as it was left, else freshly drafted for where the incident stands. */
export function openUpdate(scene: Scene, hands: Hands, status?: StatusWord): void {
  const { drafts } = scene.view
  const text = status === undefined ? drafts[kept.text] : undefined
  const was = text ? statusWords.find(word => word === drafts[kept.status]) : undefined
  const purpose: ComposerPurpose = {
    kind: 'update',
    status: was ?? status ?? statusToSay(scene.state),
    audience: audiences.find(one => one === drafts[kept.audience]) ?? 'stakeholders',
  }
  openComposer(purpose, text || draftFor(purpose, scene), hands)
}

export function openComposer(purpose: ComposerPurpose, text: string, hands: Hands): void {
  hands.change(pushOverlay({ kind: 'composer', purpose, field: fieldOf(text), focus: 'text' }))
}

/** What the program would write. */
export function draftFor(purpose: ComposerPurpose, { state, who, now, config }: Scene): string {
  const { cadence } = config
  if (purpose.kind === 'update') return draftUpdate(state, { ...purpose, now, cadence })
  return purpose.kind === 'page' ? draftPage(state, who, now) : handOffBrief(state, now, cadence)
}

/** Keeps an update that is not sent yet; an empty text forgets it. */
export function keepUpdate(text: string, { status, audience }: { status: StatusWord; audience: Audience }): ViewChange {
  const changes = [keepDraft(kept.text, text), keepDraft(kept.status, status), keepDraft(kept.audience, audience)]
  return (view: ViewState) => changes.reduce((before, change) => change(before), view)
}

export function channelNames(audience: Audience, { config }: Pick<Scene, 'config'>): string[] {
  return channelsFor(audience, config.updates)
}

/** Where it goes, for a person: `to chat.example ($CHAT_WEBHOOK)`; what is wrong with it where it cannot go. */
export function destination(channel: ChannelConfig | undefined, { hostOf }: Pick<Scene, 'hostOf'>): string {
  if (!channel) return 'to the clipboard and a file'
  if (channel.run) return `through ${commandLine({ argv: channel.run })}`
  const name = channel.webhook?.env ?? ''
  const host = hostOf(name)
  return host === null ? `nowhere yet: $${name} is not set` : `to ${host} ($${name})`
}

/** `the text above, to chat.example ($CHAT_WEBHOOK), once`. */
export function leaving(audience: Audience, scene: Pick<Scene, 'config' | 'hostOf'>): string {
  const names = channelNames(audience, scene)
  if (names[0] === copied) return 'No channel is configured: it is copied for you to paste, and recorded.'
  const where = names.map(name =>
    destination(
      scene.config.updates.find(one => one.name === name),
      scene,
    ),
  )
  return `Leaves this box: the text above, ${where.join(', and ')}, once.`
}

/** What the text would give away; calm words where it is nothing. */
export function checked(text: string, audience: Audience, { telemetry, who }: Scene): { ok: boolean; words: string } {
  const hosts = [telemetry.host?.name ?? '', who.replace(/^.*@/, '')]
  const isInside = audience === 'responders'
  const leaks = leaksIn(text, { hosts, isInside })
  if (leaks.length === 0) {
    const what = isInside ? 'no secret' : 'no secret, address or host name'
    return { ok: true, words: `${what} found in the text` }
  }
  const named = leaks.map(({ kind, words }) => (kind === 'secret' ? 'a secret, it is left out' : `${kind} ${words}`))
  return { ok: false, words: `in the text: ${named.join(', ')}` }
}
