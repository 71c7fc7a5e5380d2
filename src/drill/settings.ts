// The configuration of a drill: what a person would have written for the practice service, and trusted.

import type { FixPlace } from '../actions/git.ts'
import { type Config, configSchema } from '../config/schema.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

export function drillConfig(world: World, { service, probes, dependency, mitigations = [] }: Scenario): Config {
  return configSchema.parse({
    service,
    health: [
      { name: 'api', url: `${world.url}/health`, every: '1s', timeout: '3s' },
      ...probes.map(({ name, path, within }) => ({
        name,
        url: `${world.url}${path}`,
        every: '2s',
        timeout: '3s',
        ...(within && { expect: { within } }),
      })),
    ],
    logs: world.logs.map(file => ({ file })),
    changes: {
      git: { repo: world.clone, ref: 'origin/main', window: '24h' },
      deploys: { command: ['cat', world.deploys], every: '2s' },
    },
    dependencies: dependency ? [{ name: dependency.name, statuspage: world.providerUrl, every: '2s' }] : [],
    mitigations: mitigations.map(({ name, set: [control, value], undo, expect }) => ({
      name,
      run: [world.shopctl, control, value],
      ...(undo !== null && { undo: [world.shopctl, control, undo] }),
      expect,
    })),
  })
}

/** Pushing alone deploys here: the origin's hook does it. */
export function drillPlace(world: World): FixPlace {
  return { repo: world.clone, remote: 'origin', branch: 'main', deploy: null, liveBy: 'deploys' }
}
