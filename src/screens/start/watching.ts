// What is watched before anything is declared: what answers, the machine, the newest changes, the logs. Worst first, and
// useful without any configuration.
import { healthRow } from '../../components/HealthPane.tsx'
import { hostLine } from '../../components/HostBlock.ts'
import { cell, muted, type Row, row, segment, spread, strong } from '../../components/rows/row.ts'
import { sourceRows } from '../../components/SourcesBlock.ts'
import { clock } from '../../components/theme/times.ts'
import { minute } from '../../incident/time.ts'
import type { Change } from '../../telemetry/types.ts'
import { healthRowsOf, hostPropsOf, sortedSources } from '../panes/health.ts'
import type { Scene } from '../scene.ts'

const today = 24 * 60 * minute

/** At most `height` rows; with room for them several changes, else the newest. */
export function watchingRows(scene: Scene, height: number): Row[] {
  const { telemetry, layout } = scene
  const width = layout.screen.width - 6
  const health = healthRowsOf(scene, null).map(target => healthRow(target, width))
  const host = hostPropsOf(telemetry.host)
  const machine = host ? [spread(hostLine(host).segments, muted(host.name), width)] : []
  const sources = sourceRows(sortedSources(scene), width).slice(1)
  const room = Math.max(1, Math.min(6, height - health.length - machine.length - sources.length))
  const changes = telemetry.changes.slice(0, room).map(change => changeRow(change, scene, width))
  const rows = [...health, ...machine, ...changes, ...sources]
  return rows.length > 0 ? rows.map(indented) : [row('   ', muted('nothing yet'))]
}

/** Beside the title: what is watched for, or how to say it. */
export function watchedFor({ config, untrusted }: Scene): string {
  if (config.service) return `service ${config.service}`
  const isConfigured = config.health.length + config.logs.length + config.metrics.length > 0
  return isConfigured || untrusted ? '' : 'nothing configured: incident-tui init'
}

function changeRow({ kind, subject, author, at }: Change, { now }: Scene, width: number): Row {
  const when = now - at < today ? clock(at) : 'earlier'
  const what = kind === 'commit' ? '  ' : '↑ '
  return spread([segment(what, 'info'), cell(when, 8), strong(subject)], muted(author), width)
}

function indented(of: Row): Row {
  return { ...of, segments: [segment('  '), ...of.segments] }
}
