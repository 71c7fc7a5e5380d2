// What is offered by the tools of a box, found on PATH.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { offeredMitigations } from '../../src/actions/offered-mitigations.ts'
import { configSchema } from '../../src/config/schema.ts'

const folder = mkdtempSync(join(tmpdir(), 'incident-tui-tools-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const tool = (name: string, script: string) =>
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
const config = configSchema.parse({
  changes: { kubernetes: { deployment: 'api', namespace: 'prod' } },
  logs: [{ docker: 'checkout' }, { compose: 'web' }, { journal: 'app.service' }, { journal: true }],
  mitigations: [{ name: 'restart api', run: ['own-way'] }],
})

test('nothing without the tools; with them what the configuration watches, each with its undo where there is one', async () => {
  expect(await offeredMitigations(config, folder)).toEqual([])
  tool('kubectl', 'case "$*" in *"get deployment/api"*) printf 4;; esac')
  tool('docker', '')
  tool('systemctl', '')
  const offered = await offeredMitigations(config, folder)
  expect(offered.map(({ name, run, undo }) => [name, run, undo])).toEqual([
    [
      'scale api from 4 to 6',
      ['kubectl', '--namespace', 'prod', 'scale', 'deployment/api', '--replicas=6'],
      ['kubectl', '--namespace', 'prod', 'scale', 'deployment/api', '--replicas=4'],
    ],
    [
      'roll api back one revision',
      ['kubectl', '--namespace', 'prod', 'rollout', 'undo', 'deployment/api'],
      ['kubectl', '--namespace', 'prod', 'rollout', 'undo', 'deployment/api'],
    ],
    ['restart container checkout', ['docker', 'restart', 'checkout'], undefined],
    ['restart web', ['docker', 'compose', 'restart', 'web'], undefined],
    ['restart app.service', ['systemctl', 'restart', 'app.service'], undefined],
  ])
})
