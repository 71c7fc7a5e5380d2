// Rollouts, releases and tags beside commits and configuration files: one list of changes, newest first.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watching } from '../support/log-watch.ts'

let folder: string
let path: string | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-rollouts-'))
  path = process.env.PATH
})
afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true, force: true })
})
function standIn(name: string, answer: string, exit = 0): void {
  const stream = exit === 0 ? 'stdout' : 'stderr'
  writeFileSync(
    join(folder, name),
    `#!${process.execPath}\nprocess.${stream}.write(${JSON.stringify(answer)}); process.exitCode = ${exit}`,
  )
  chmodSync(join(folder, name), 0o755)
  process.env.PATH = `${folder}:${process.env.PATH}`
}
const minutesAgo = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000).toISOString()
const replicaSet = (revision: number, image: string, minutes: number, owner = 'checkout') => ({
  kind: 'ReplicaSet',
  metadata: {
    ownerReferences: [{ kind: 'Deployment', name: owner }],
    annotations: { 'deployment.kubernetes.io/revision': String(revision) },
    creationTimestamp: minutesAgo(minutes),
  },
  spec: { template: { spec: { containers: [{ image }] } } },
})

test('rollouts, a roll back, releases, tags, commits and files are one list, newest first', async () => {
  const deployment = {
    kind: 'Deployment',
    metadata: { name: 'checkout' },
    status: { conditions: [{ type: 'Progressing', lastTransitionTime: minutesAgo(3) }] },
  }
  const sets = [
    replicaSet(7, 'shop/checkout:1.4.2', 300),
    replicaSet(6, 'shop/checkout:1.4.3', 40),
    replicaSet(9, 'x:1', 1, 'other'),
  ]
  standIn('kubectl', JSON.stringify({ items: [deployment, ...sets] }))
  standIn(
    'helm',
    JSON.stringify([
      {
        revision: 4,
        updated: minutesAgo(20),
        status: 'deployed',
        chart: 'shop-1.4.3',
        description: 'Upgrade complete',
      },
    ]),
  )
  const at = minutesAgo(10)
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com']
    execFileSync('git', [...who, ...args], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
    })
  }
  git('init', '-q')
  git('commit', '-q', '--allow-empty', '-m', 'Begin')
  git('tag', '-a', 'v1.5', '-m', 'The \u001b[31mrelease')
  writeFileSync(join(folder, 'app.yaml'), 'pool: 2')
  const changes = { git: {}, kubernetes: { deployment: 'checkout' }, helm: { release: 'shop' }, files: ['app.yaml'] }
  const watch = watching({ changes }, folder)
  try {
    const seen = await watch.until(all => all.changes.length === 6)
    expect(seen.changes.map(({ kind, ref }) => [kind, kind === 'commit' ? '' : ref])).toEqual([
      ['config', 'app.yaml'],
      ['rollout', '1.4.2'],
      ['tag', 'v1.5'],
      ['commit', ''],
      ['rollout', 'shop@4'],
      ['rollout', '1.4.3'],
    ])
    expect(seen.changes[1]?.subject).toBe('checkout revision 7: shop/checkout:1.4.2 (taken up again)')
    expect(JSON.stringify(seen.changes)).not.toContain('\\u001b')
    expect(seen.blind).toEqual([])
  } finally {
    await watch.stop()
  }
})

test('kubectl that is forbidden and helm that is missing are said with their reason', async () => {
  standIn('kubectl', 'Error from server (Forbidden): deployments is forbidden', 1)
  process.env.PATH = `${folder}:/usr/bin-none`
  const watch = watching({ changes: { kubernetes: { deployment: 'x' }, helm: { release: 'y' } } }, folder)
  try {
    const seen = await watch.until(
      all => all.blind.some(words => /helm/.test(words)) && all.blind.some(words => /kubernetes/.test(words)),
    )
    expect(seen.blind).toContain('kubernetes: Error from server (Forbidden): deployments is forbidden')
    expect(seen.blind).toContain('helm: helm is not installed')
  } finally {
    await watch.stop()
  }
})
