// Mitigations nobody had to set up: what this box's own tools can do for the deployments, containers and units that the
// configuration watches anyway. Only offered where the tool is there; each asks as any other.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import type { Config, MitigationConfig } from '../config/schema.ts'
import { askNothing } from './run-command.ts'

type Offer = MitigationConfig

/** Waits for nothing longer than two seconds: what a tool does not say by then is not offered. */
export async function offeredMitigations(config: Config, path = process.env.PATH ?? ''): Promise<Offer[]> {
  const has = (tool: string) => isOnPath(tool, path)
  const offers = [
    ...(has('kubectl') ? await kubernetes(config, path) : []),
    ...(has('docker') ? containers(config) : []),
    ...(has('systemctl') ? units(config) : []),
  ]
  const known = new Set(config.mitigations.map(one => one.name))
  return offers.filter(offer => !known.has(offer.name))
}

function isOnPath(tool: string, path: string): boolean {
  return path.split(delimiter).some(folder => {
    try {
      accessSync(join(folder, tool), constants.X_OK)
      return folder !== ''
    } catch {
      return false
    }
  })
}

async function kubernetes({ changes }: Config, path: string): Promise<Offer[]> {
  const { deployment, namespace } = changes.kubernetes ?? {}
  if (!deployment) return []
  const kubectl = ['kubectl', ...(namespace ? ['--namespace', namespace] : [])]
  const name = `deployment/${deployment}`
  const replicas = await replicasOf([...kubectl, 'get', name, '--output', 'jsonpath={.spec.replicas}'], path)
  const more = replicas === null ? 0 : Math.max(replicas + 1, Math.ceil(replicas * 1.5))
  const restart = offer(`restart ${deployment}`, [...kubectl, 'rollout', 'restart', name])
  const undo = offer(`roll ${deployment} back one revision`, [...kubectl, 'rollout', 'undo', name])
  if (replicas === null) return [restart, { ...undo, undo: undo.run }]
  const scale = (count: number) => [...kubectl, 'scale', name, `--replicas=${count}`]
  return [
    { ...offer(`scale ${deployment} from ${replicas} to ${more}`, scale(more)), undo: scale(replicas) },
    restart,
    { ...undo, undo: undo.run },
  ]
}

async function replicasOf([program = '', ...args]: readonly string[], path: string): Promise<number | null> {
  const env = { ...askNothing, PATH: path }
  const { exitCode, stdout } = await execa(program, args, { env, reject: false, timeout: 2000, stdin: 'ignore' })
  return exitCode === 0 && /^\d+$/.test(stdout.trim()) ? Number(stdout) : null
}

function containers({ logs }: Config): Offer[] {
  return logs.flatMap(log => {
    if ('docker' in log) return [offer(`restart container ${log.docker}`, ['docker', 'restart', log.docker])]
    if ('compose' in log) return [offer(`restart ${log.compose}`, ['docker', 'compose', 'restart', log.compose])]
    return []
  })
}

function units({ logs }: Config): Offer[] {
  const names = logs.flatMap(log => ('journal' in log && log.journal !== true ? [log.journal] : []))
  return names.map(unit => offer(`restart ${unit}`, ['systemctl', 'restart', unit]))
}

function offer(name: string, run: string[]): Offer {
  return { name: name.slice(0, 60), run, risk: 'reversible' }
}
