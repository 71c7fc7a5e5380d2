// Zoomed health, the host: every figure with its limit, what is over it in words; processes and kernel messages on demand.
import { bar } from '../../../components/Bar.ts'
import { edgeCursor, signalMark, signalToken } from '../../../components/marks.ts'
import { cell, heading, muted, type Row, row, segment, selected, stack } from '../../../components/rows/row.ts'
import { bytes, percent } from '../../../components/theme/numbers.ts'
import { clockSeconds, span } from '../../../components/theme/times.ts'
import { windowAround } from '../../../components/window.ts'
import { command } from '../../../incident/command.ts'
import { second } from '../../../incident/time.ts'
import { type HostFinding, hostFindings } from '../../../telemetry/host-limits.ts'
import type { HostSnapshot } from '../../../telemetry/types.ts'
import { chosenOf } from '../../choosing.ts'
import { watchRun } from '../../running.ts'
import type { Hands, Scene } from '../../scene.ts'
import type { Room } from './view-kinds.ts'

const list = 'health-host'

export function hostList({ telemetry }: Scene): { name: string; ids: string[] } {
  return { name: list, ids: telemetry.host ? sorted(telemetry.host).map(one => one.name) : [] }
}

export function chosenFigure(scene: Scene): HostFinding | null {
  const { host } = scene.telemetry
  const id = chosenOf(scene.view, list, hostList(scene).ids)
  return (host && sorted(host).find(one => one.name === id)) ?? null
}

export function hostRowsOf(scene: Scene, { width, height }: Room): Row[] {
  const { host } = scene.telemetry
  if (!host) return [row(muted('the host is not observed'))]
  const chosen = chosenFigure(scene)
  const figures = sorted(host)
  const about = aboutRows(host, scene, width)
  const room = Math.max(4, height - about.length - 3)
  const at = Math.max(0, chosen ? figures.findIndex(one => one.name === chosen.name) : 0)
  const shown = windowAround(figures, at, figures.length <= room ? figures.length : room - 1)
  const hidden = figures.length - shown.items.length
  const more = hidden > 0 ? [row(muted(`   +${hidden} more`))] : []
  return stack([headRow(), ...shown.items.map(one => figureRow(one, one.name === chosen?.name, width)), ...more], about)
}

/** What is over its limit first; the rest keeps its order. */
function sorted(host: HostSnapshot): HostFinding[] {
  return hostFindings(host).sort((a, b) => Number(b.bad) - Number(a.bad))
}

const nameWidth = 22

function headRow(): Row {
  return row(
    ...[
      '   ',
      cell('figure', nameWidth),
      cell('now', 9, { align: 'right' }),
      cell('limit', 10, { align: 'right' }),
    ].map(part => muted(typeof part === 'string' ? part : part.text)),
  )
}

function figureRow(finding: HostFinding, isHere: boolean, width: number): Row {
  const { name, value, limit, bad, words } = finding
  const state = bad ? 'warn' : 'ok'
  const share = shareOf(finding)
  const made = row(
    ' ',
    signalMark(state),
    ' ',
    cell(name, nameWidth, { cut: 'middle' }),
    cell(valueWords(name, value), 9, { align: 'right', token: signalToken(state, bad) }),
    cell(valueWords(name, limit), 10, { align: 'right', token: 'muted' }),
    '   ',
    share === null ? '          ' : bar(share, 10, bad ? 'warn' : 'info'),
    width >= 74 && ['  ', bad ? segment(words, 'warn') : ''],
  )
  return { ...selected(made, isHere), ...edgeCursor(isHere) }
}

/** Of what a bar can show: shares, and pressure in percent. */
function shareOf({ name, value }: HostFinding): number | null {
  if (name === 'oom' || name === 'load' || name === 'network errors' || name === 'clock') return null
  return Math.max(0, Math.min(1, name.endsWith('pressure') ? value / 100 : value))
}

function valueWords(name: string, value: number): string {
  if (name === 'oom') return String(value)
  if (name === 'clock') return `${value.toFixed(1)} s`
  if (name === 'load') return `${value.toFixed(1)} × `
  if (name === 'network errors') return `${Math.round(value)}/min`
  return name.endsWith('pressure') ? `${Math.round(value)} %` : percent(value)
}

function aboutRows(host: HostSnapshot, { now }: Scene, width: number): Row[] {
  const { load, cores, memoryBytes, memoryShare, disks, networkErrorsPerMin: network, oomKills } = host
  const fact = (label: string, words: string) => row(cell(label, 15, { token: 'muted' }), words)
  return [
    heading('About', width, `${host.name} · sampled ${clockSeconds(host.at)}`),
    fact('load', `${load.map(one => one.toFixed(2)).join('  ')} over 1, 5 and 15 min, ${cores} cores`),
    fact('memory', `${bytes(memoryBytes * memoryShare)} used of ${bytes(memoryBytes)}`),
    ...disks
      .slice(0, 6)
      .map(disk => fact(disk === disks[0] ? 'free' : '', `${bytes(disk.freeBytes)} on ${disk.mount}`)),
    ...(network === null ? [] : [fact('network', `${Math.round(network)} errors a minute`)]),
    fact(
      'out of memory',
      oomKills === null ? 'not told by this kernel' : `${oomKills} processes killed since watching began`,
    ),
    ...(host.kernel ?? [])
      .slice(-5)
      .map((one, index) => fact(index === 0 ? 'kernel' : '', `${clockSeconds(one.at)}  ${one.text}`)),
    fact('up', span(Math.min(host.uptimeSeconds * 1000, now))),
    ...host.missing.map((words, index) => fact(index === 0 ? 'not seen' : '', words)),
  ]
}

/** Once, when somebody asks: walking all processes on every tick would be a load of its own. */
export function showProcesses(_: Scene, hands: Hands): void {
  const columns = 'pid,user:12,pcpu,pmem,rss,etime,args'
  const spec = command(['ps', '-eo', columns, '--sort=-pcpu', '--cols', '200'], { timeoutMs: 10 * second })
  watchRun(hands.run(spec, { kind: 'adhoc' }, { kind: 'none' }), hands)
}

export function showKernelMessages(_: Scene, hands: Hands): void {
  const flags = ['--dmesg', '--priority=warning', '--lines=200', '--no-pager', '--output=short-iso']
  watchRun(
    hands.run(command(['journalctl', ...flags], { timeoutMs: 10 * second }), { kind: 'adhoc' }, { kind: 'none' }),
    hands,
  )
}
