// The last answer of a target in full: when, what was asked, what came, how long each part took, certificate, redirect.
import { lastAnswerRows } from '../../../components/HealthTable.ts'
import type { FactLine } from '../../../components/OptionList.ts'
import { critical, muted, type Row, segment, segmentsOf, type Words, warn } from '../../../components/rows/row.ts'
import { wrapText } from '../../../components/rows/text.ts'
import { latency } from '../../../components/theme/numbers.ts'
import { clockSeconds, dateOf, running, span } from '../../../components/theme/times.ts'
import { hour, type Instant } from '../../../incident/time.ts'
import type { HealthTarget, TlsFacts } from '../../../telemetry/types.ts'
import type { Scene } from '../../scene.ts'

const day = 24 * hour
/** A certificate that ends within that time is said to. */
const soon = 14 * day

export function answerRows(target: HealthTarget, scene: Scene, width: number): Row[] {
  return lastAnswerRows(
    facts(target, scene).flatMap(fact => wrapped(fact, width)),
    width,
  )
}

const labelWidth = 13
const mostLines = 3

/** What is said in words takes up to three rows; figures keep to one. */
function wrapped({ label, words }: FactLine, width: number): FactLine[] {
  const [only] = segmentsOf(words)
  if (segmentsOf(words).length !== 1 || !only) return [{ label, words }]
  const lines = wrapText(only.text, Math.max(20, width - labelWidth))
  const last = lines.slice(mostLines - 1).join(' ')
  return [...lines.slice(0, mostLines - 1), ...(last ? [last] : [])].map((text, index) => {
    return { label: index === 0 ? label : '', words: { ...only, text } }
  })
}

function facts(target: HealthTarget, { now }: Scene): FactLine[] {
  const { lastAt, state, reason, redirect, timings, tls, flapping, paused, downSince, body } = target
  const isBad = state === 'failing'
  const answered: Words = [
    muted(lastAt === null ? 'not asked yet' : clockSeconds(lastAt)),
    `   ${target.target}   `,
    segment(target.answer, isBad ? 'criticalStrong' : 'strong'),
    `   ${latency(target.latencyMs)}`,
  ]
  const lines: (FactLine | false)[] = [
    { label: 'Last answer', words: answered },
    reason !== null && { label: 'reason', words: isBad ? critical(reason) : warn(reason) },
    body != null && body !== '' && !(reason ?? '').includes(body) && { label: 'body', words: body },
    flapping && {
      label: 'flapping',
      words: warn('it turned between good and bad four times or more in its last 20 answers'),
    },
    paused === true && { label: 'paused', words: 'not asked until d goes on, or p asks once' },
    isBad &&
      downSince !== null && {
        label: 'down',
        words: `since ${clockSeconds(downSince)}, ${running(now - downSince)} ago`,
      },
    timings !== null && { label: 'timing', words: timingWords(timings) },
    tls !== null && { label: 'tls', words: tlsWords(tls, now) },
    redirect !== null && { label: 'redirect', words: `to ${redirect}, not followed` },
  ]
  return lines.filter(line => line !== false)
}

function timingWords({ dnsMs, connectMs, tlsMs, firstByteMs, totalMs }: NonNullable<HealthTarget['timings']>): Words {
  const part = (name: string, ms: number | null) =>
    ms === null ? [] : [muted(`${name} `), segment(`${latency(ms)}  `)]
  return [
    ...part('dns', dnsMs),
    ...part('connect', connectMs),
    ...part('tls', tlsMs),
    ...part('first byte', firstByteMs),
    ...part('total', totalMs),
  ]
}

function tlsWords({ subject, issuer, validTo, selfSigned, chain }: TlsFacts, now: Instant): Words {
  const left = validTo - now
  const until = dateOf(validTo)
  const validity =
    left <= 0
      ? critical(`expired ${span(-left)} ago, on ${until}`)
      : left < soon
        ? warn(`valid ${span(left)} more, until ${until}`)
        : segment(`valid ${Math.floor(left / day)} days, until ${until}`)
  return [
    validity,
    muted(`   ${selfSigned ? `${subject}, signed by itself` : (chain ?? [subject, issuer]).join(' ← ')}`),
  ]
}
