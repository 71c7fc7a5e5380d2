// The alert an incident is declared from: what Alertmanager has firing, one of it chosen by name, and what it says.
import type { Severity } from '../incident/vocabulary.ts'
import type { AlertFiring } from '../telemetry/types.ts'
import { loadFor, tellProblems } from './configuration.ts'
import { type Cli, Told } from './context.ts'

/** `named`: its name or the start of its fingerprint; without it the only one. Throws Told where that is no one alert. */
export async function firingAlert(cli: Cli, named: string | null, config?: string): Promise<AlertFiring> {
  const loaded = await loadFor(process.cwd(), config)
  await tellProblems(cli, loaded)
  const { alerts } = loaded.config
  if (alerts.length === 0)
    throw new Told('no Alertmanager is configured: alerts: [{ alertmanager: "http://…:9093" }] in .incident.yaml', 2)
  const { readAlerts } = await import('../signals/others.ts')
  const stop = new AbortController().signal
  const asked = await Promise.allSettled(alerts.map(one => readAlerts(one.alertmanager, { now: cli.now(), stop })))
  const troubles = asked.flatMap((one, i) =>
    one.status === 'rejected'
      ? [`${alerts[i]?.alertmanager}: ${one.reason instanceof Error ? one.reason.message : one.reason}`]
      : [],
  )
  for (const trouble of troubles) cli.say(trouble)
  const firing = asked.flatMap(one => (one.status === 'fulfilled' ? one.value : []))
  return chosen(firing, named, troubles.length > 0)
}

function chosen(firing: readonly AlertFiring[], named: string | null, isPartly: boolean): AlertFiring {
  const fits = ({ name, fingerprint }: AlertFiring) =>
    named === null || name.toLowerCase() === named.toLowerCase() || fingerprint.startsWith(named)
  const found = firing.filter(fits)
  const only = found[0]
  if (only && found.length === 1) return only
  if (firing.length === 0) throw new Told(isPartly ? 'no alert could be read' : 'no alert is firing', 1)
  const list = (found.length > 0 ? found : firing).map(
    one => `  ${one.fingerprint.slice(0, 8)}  ${one.name}  ${one.summary}`,
  )
  const why =
    found.length === 0 ? `no alert called ${named} is firing; firing are` : `${found.length} alerts fit, say which`
  throw new Told(`${why}:\n${list.join('\n')}`, found.length === 0 ? 1 : 2)
}

const severities: readonly (readonly [RegExp, Severity])[] = [
  [/^(p0|sev0|disaster)$/i, 'P0'],
  [/^(p1|sev1|critical|page|emergency|fatal)$/i, 'P1'],
  [/^(p2|sev2|error|high|warning|warn|major)$/i, 'P2'],
  [/^(p3|sev3|info|low|minor|none)$/i, 'P3'],
]

/** What its severity label means here; null where it has none that is known. */
export function severityOf({ severity }: AlertFiring): Severity | null {
  return severities.find(([words]) => words.test(severity))?.[1] ?? null
}
