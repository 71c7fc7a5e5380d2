// The limits of a machine, each with the words for it. One table for the pane, the rules and `check`.
import { hour, type Instant } from '../incident/time.ts'
import type { CertificateFacts, HealthTarget, HostSnapshot } from './types.ts'

export interface HostFinding {
  readonly name: string
  readonly bad: boolean
  readonly words: string
  readonly value: number
  readonly limit: number
}

/** Every figure of the host that has a limit, with whether it is over it. */
export function hostFindings(host: HostSnapshot): HostFinding[] {
  const load = host.load[0] / Math.max(1, host.cores)
  const { cpu, memory, io } = host.pressure
  return [
    over('cpu', host.cpuShare, { limit: 0.95, words: share => `cpu ${percent(share)} busy` }),
    over('load', load, { limit: 2, words: () => `load ${host.load[0].toFixed(1)} on ${host.cores} cores` }),
    over('memory', host.memoryShare, { limit: 0.92, words: share => `memory ${percent(share)} used` }),
    over('swap', host.swapShare, { limit: 0.8, words: share => `swap ${percent(share)} used` }),
    over('cpu pressure', cpu, { limit: 60, words: value => `work waits for cpu ${value.toFixed(0)} % of the time` }),
    over('memory pressure', memory, { limit: 20, words: value => `work waits for memory ${value.toFixed(0)} %` }),
    over('disk pressure', io, { limit: 60, words: value => `work waits for disks ${value.toFixed(0)} % of the time` }),
    over('open files', host.openFilesShare, { limit: 0.9, words: share => `open files at ${percent(share)}` }),
    over('clock', host.clockOffsetMs == null ? null : Math.abs(host.clockOffsetMs) / 1000, {
      limit: 1,
      words: value => `the clock is ${value.toFixed(1)} s ${(host.clockOffsetMs ?? 0) > 0 ? 'ahead' : 'behind'}`,
    }),
    over('oom', host.oomKills, { limit: 0, words: count => `the kernel killed ${count} for lack of memory` }),
    ...host.disks.flatMap(disk => [
      over(`disk ${disk.mount}`, disk.usedShare, {
        limit: 0.9,
        words: share => `disk ${disk.mount} ${percent(share)} full`,
      }),
      over(`inodes ${disk.mount}`, disk.inodeShare, {
        limit: 0.9,
        words: share => `inodes of ${disk.mount} ${percent(share)} used`,
      }),
    ]),
  ].filter(finding => finding !== null)
}

const day = 24 * hour
/** So long before its end a certificate is worth a word; the last days are urgent. */
const certificateWarnsMs = 14 * day
const certificateUrgentMs = 3 * day

export interface CertificateFinding {
  readonly bad: boolean
  readonly urgent: boolean
  readonly words: string
  readonly daysLeft: number
}

/** Of the server's own certificate and those it sent with it the one that ends first; null without TLS. */
export function certificateFinding(
  { name, tls }: Pick<HealthTarget, 'name' | 'tls'>,
  at: Instant,
): CertificateFinding | null {
  if (!tls) return null
  const first: CertificateFacts = [tls, ...(tls.above ?? [])].reduce((a, b) => (b.validTo < a.validTo ? b : a))
  const leftMs = first.validTo - at
  const daysLeft = Math.floor(leftMs / day)
  const when =
    leftMs < 0
      ? `ended ${-daysLeft === 1 ? 'a day' : `${-daysLeft} days`} ago`
      : daysLeft < 1
        ? 'ends today'
        : `ends in ${daysLeft === 1 ? 'a day' : `${daysLeft} days`}`
  const which =
    first === tls ? `the certificate of ${name}` : `the certificate of ${first.subject}, above that of ${name},`
  return { bad: leftMs < certificateWarnsMs, urgent: leftMs < certificateUrgentMs, words: `${which} ${when}`, daysLeft }
}

interface Limit {
  readonly limit: number
  readonly words: (value: number) => string
}

function over(name: string, value: number | null, { limit, words }: Limit): HostFinding | null {
  return value === null ? null : { name, value, limit, bad: value > limit, words: words(value) }
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
