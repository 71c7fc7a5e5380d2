// A message as it leaves the box, exactly: the words people read, and the body each kind of receiver takes.
// Rule: the time in it is the time it was written, however late it arrives; its id is the same on every attempt.
import type { IncidentState, StakeholderUpdate } from '../state.ts'
import { type Instant, toIso } from '../time.ts'
import type { Severity, StatusWord } from '../vocabulary.ts'

export interface Message {
  readonly id: string
  readonly kind: 'update' | 'page'
  /** When it was written. */
  readonly at: Instant
  readonly incidentId: string
  readonly title: string
  readonly severity: Severity | null
  readonly service: string | null
  readonly isDrill: boolean
  readonly status: StatusWord | null
  readonly audience: string | null
  readonly text: string
  readonly nextDueAt: Instant | null
}

export type WebhookFormat = 'slack' | 'teams' | 'json'

type About = Pick<IncidentState, 'id' | 'title' | 'severity' | 'service' | 'drill'>

export function updateMessage(
  state: About,
  update: Pick<StakeholderUpdate, 'id' | 'at' | 'status' | 'audience' | 'text' | 'nextDueAt'>,
): Message {
  const { id, at, status, audience, text, nextDueAt } = update
  return { ...about(state), id, kind: 'update', at, status, audience, text, nextDueAt }
}

export function pageMessage(state: About, { id, at, text }: Pick<Message, 'id' | 'at' | 'text'>): Message {
  return { ...about(state), id, kind: 'page', at, status: null, audience: null, text, nextDueAt: null }
}

function about({ id, title, severity, service, drill }: About) {
  return { incidentId: id ?? '', title, severity, service, isDrill: drill !== null }
}

/** What a person reads. */
export function messageText({ isDrill, severity, title, text, at, kind }: Message): string {
  const head = [isDrill && 'DRILL, not real', severity, title].filter(part => part !== false && part !== null)
  const said = kind === 'page' ? 'Paged' : 'Written'
  return `${head.join(' · ')}\n\n${text.trim()}\n\n${said} ${toIso(at).slice(0, 16).replace('T', ' ')} UTC`
}

/** The JSON body a webhook of that kind takes. */
export function webhookBody(message: Message, format: WebhookFormat): unknown {
  if (format === 'slack') return { text: slackEscaped(messageText(message)) }
  if (format === 'teams') return teamsCard(messageText(message))
  const { at, nextDueAt, isDrill, ...rest } = message
  return { ...rest, drill: isDrill, at: toIso(at), nextUpdateAt: nextDueAt === null ? null : toIso(nextDueAt) }
}

/** What the address says about who listens there; most others take what Slack takes. */
export function formatFor(url: URL): WebhookFormat {
  return /(^|\.)(webhook\.office\.com|logic\.azure\.com|powerplatform\.com|office365\.com)$/.test(url.hostname)
    ? 'teams'
    : 'slack'
}

function slackEscaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function teamsCard(text: string): unknown {
  const [head = '', ...rest] = text.split('\n\n')
  const block = (words: string, style: object) => ({ type: 'TextBlock', text: words, wrap: true, ...style })
  const body = [block(head, { weight: 'Bolder' }), ...rest.map(words => block(words.replaceAll('\n', '\n\n'), {}))]
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body,
  }
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] }
}
