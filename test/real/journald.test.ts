// A real journald, started by hand in a mount namespace of its own, so that neither the machine's journal nor another
// test meets it; written by systemd-cat, read by journalctl.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelemetrySnapshot } from '../../src/telemetry/types.ts'
import { type LogWatch, watching } from '../support/log-watch.ts'

const journald = '/usr/lib/systemd/systemd-journald'
const isHere = existsSync(journald) && existsSync('/usr/bin/systemd-cat') && existsSync('/etc/machine-id')
const mayUnshare = spawnSync('unshare', ['--mount', 'true']).status === 0
const why = !isHere ? 'systemd-journald is not installed' : mayUnshare ? '' : 'namespaces may not be made here'

describe.skipIf(why !== '')(`journald${why && `: skipped, ${why}`}`, () => {
  let daemon: ChildProcess
  let folder: string
  beforeAll(async () => {
    const script = `mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/journal /run/log/journal && exec ${journald}`
    daemon = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script], { stdio: 'ignore' })
    folder = `/proc/${daemon.pid}/root/run/log/journal`
    while (!existsSync(`/proc/${daemon.pid}/root/run/systemd/journal/stdout`) || !hasFile(folder)) await wait(20)
  })
  afterAll(() => void daemon?.kill('SIGKILL'))

  function hasFile(path: string): boolean {
    return existsSync(path) && readdirSync(path).length > 0
  }
  const inside = (script: string, input = '') =>
    execFileSync('nsenter', ['--target', String(daemon.pid), '--mount', 'sh', '-c', script], { input })
  const ours = (watch: LogWatch) => watch.texts().filter(text => text.includes(' web['))

  test('entries come with their priority and time; a journalctl that is killed is taken up without loss or doubling', async () => {
    inside('systemd-cat -t web', 'before\n')
    const watch = watching({ logs: [{ name: 'journal', journal: true, directory: folder }] }, '/')
    try {
      await watch.until(() => ours(watch).some(text => text.endsWith('before')))
      inside('systemd-cat -t web -p err', 'it \u001b[31mbroke\n')
      inside('systemd-cat -t web', 'ERROR in its own words\n')
      await watch.until(() => ours(watch).length === 3)
      const [, broke = '', words = ''] = ours(watch)
      expect(broke).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \S+ web\[\d+\]: it /)
      expect(broke).not.toContain('\u001b')
      expect(words).toContain('ERROR in its own words')
      const errors = { levels: ['error' as const], matches: (text: string) => text.includes(' web[') }
      expect(watch.telemetry.log.find(errors)).toHaveLength(2)

      const reader = children().find(one => one.args.includes(folder))
      process.kill(reader?.pid as number, 'SIGKILL')
      const numbered = Array.from({ length: 2000 }, (_, i) => `line ${i}`)
      inside('systemd-cat -t web', `${numbered.join('\n')}\n`)
      const isBack = (all: TelemetrySnapshot) => all.sources[0]?.state === 'following' && ours(watch).length >= 2003
      const seen = await watch.until(isBack)
      expect(seen.sources[0]).toMatchObject({ kind: 'journal', state: 'following', dropped: 0 })
      expect(seen.sources[0]?.lagMs).toBeTypeOf('number')
      const got = ours(watch)
        .slice(3)
        .map(text => text.replace(/^.*?: /, ''))
      expect(got).toEqual(numbered)
    } finally {
      await watch.stop()
    }
  })

  test('only what is as grave as asked for is read', async () => {
    inside('systemd-cat -t web -p err', 'grave\n')
    inside('systemd-cat -t web -p info', 'light\n')
    const watch = watching({ logs: [{ journal: true, directory: folder, priority: 'err' }] }, '/')
    try {
      await watch.until(() => ours(watch).some(text => text.endsWith('grave')))
      expect(ours(watch).some(text => text.endsWith('light'))).toBe(false)
    } finally {
      await watch.stop()
    }
  })
})

function children(): { readonly pid: number; readonly args: string }[] {
  const listed = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args=']).toString()
  return listed.split('\n').flatMap(line => {
    const found = /^\s*(\d+) (.*)$/.exec(line)
    return found ? [{ pid: Number(found[1]), args: found[2] as string }] : []
  })
}
