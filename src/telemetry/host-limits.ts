// The limits of a machine, each with the words for it. One table for the pane, the rules and `check`.
import type { HostSnapshot } from './types.ts'

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
