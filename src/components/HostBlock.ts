// The machine: cpu, memory, disks, load. A value near its limit turns amber and gets its sign; the others stay quiet.
import { bar } from './Bar.ts'
import type { SignalState } from './marks.ts'
import { signalToken } from './marks.ts'
import type { Row, Segment, Words } from './rows/row.ts'
import { cell, heading, muted, row, segment } from './rows/row.ts'

export interface HostMeter {
  /** `cpu`, `mem`, `disk /`, `load`. */
  readonly name: string
  /** `34 %`, `3.1`. */
  readonly value: string
  /** 0 to 1 where a bar makes sense. */
  readonly share?: number
  /** Instead of a bar: `of 8 cores`. */
  readonly note?: string
  readonly state: SignalState
}

export interface HostProps {
  readonly name: string
  readonly meters: readonly HostMeter[]
}

export function hostRows({ name, meters }: HostProps, width: number): Row[] {
  return [heading('Host', width, name), ...meters.map(meter => meterRow(meter))]
}

/** Everything about the host in one row, where there is no room for more. */
export function hostLine({ meters }: HostProps): Row {
  const shown = meters.filter(meter => meter.share !== undefined)
  return row(
    ...shown.map(
      (meter, index): Words => [
        muted(`${index > 0 ? '  ' : ''}${meter.name} `),
        segment(meter.value, signalToken(meter.state)),
        ...alarm(meter),
      ],
    ),
  )
}

function meterRow(meter: HostMeter): Row {
  const token = signalToken(meter.state)
  return row(
    cell(meter.name, 6),
    cell(/%$/.test(meter.value) ? meter.value : `${meter.value} `, 6, { align: 'right', token }),
    '  ',
    meter.share !== undefined ? bar(meter.share, 10, meter.state === 'ok' ? 'info' : token) : muted(meter.note ?? ''),
    alarm(meter),
  )
}

function alarm({ state }: HostMeter): Segment[] {
  if (state === 'warn') return [{ text: ' ▲', token: 'warn', spoken: ', near its limit' }]
  if (state === 'failing') return [{ text: ' ✗', token: 'critical', spoken: ', over its limit' }]
  return []
}
