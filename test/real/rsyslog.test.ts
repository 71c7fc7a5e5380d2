// A real rsyslog writes the file that is followed, while it is rotated as logrotate does: moved, then told to reopen.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Daemon, installed, missing, startDaemon } from '../support/daemon.ts'
import { watching } from '../support/log-watch.ts'

const why = missing('rsyslogd', 'logger')
describe.skipIf(why !== '')(`rsyslog${why && `: skipped, ${why}`}`, () => {
  let folder: string
  let daemon: Daemon
  let log: string
  let socket: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'incident-tui-rsyslog-'))
    log = join(folder, 'app.log')
    socket = join(folder, 'socket')
    writeFileSync(
      join(folder, 'rsyslog.conf'),
      `global(workDirectory="${folder}")
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="${socket}" CreatePath="on" RateLimit.Interval="0")
*.* action(type="omfile" file="${log}")
`,
    )
    const files = ['-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')]
    daemon = startDaemon([installed('rsyslogd') as string, '-n', ...files], folder)
    while (!existsSync(socket)) await wait(20)
  })
  afterAll(async () => {
    await daemon.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const say = (lines: readonly string[], priority = 'user.info') =>
    execFileSync('logger', ['-u', socket, '-t', 'web', '-p', priority], { input: `${lines.join('\n')}\n` })

  test('every line is seen once, in order, over three rotations', async () => {
    const watch = watching({ logs: [{ file: log }] }, folder)
    try {
      const numbered = () => watch.texts().flatMap(text => /(line \d+)$/.exec(text)?.[1] ?? [])
      await watch.until(all => all.sources[0]?.reason === 'the file does not exist yet')
      const batches = Array.from({ length: 4 }, (_, b) => Array.from({ length: 500 }, (_, i) => `line ${b * 500 + i}`))
      for (const [index, batch] of batches.entries()) {
        say(batch)
        await watch.until(() => numbered().length >= 500 * index + 1)
        if (index === 3) break
        // Moved away while rsyslog may still be writing; it goes on writing there until it is told.
        renameSync(log, `${log}.${3 - index}`)
        say([`between ${index}`])
        process.kill(daemon.pid, 'SIGHUP')
        while (!existsSync(log)) {
          say([`waiting ${index}`])
          await wait(50)
        }
      }
      await watch.until(() => numbered().length >= 2000)
      expect(numbered()).toEqual(batches.flat())
      expect(watch.texts().filter(text => text.includes('between'))).toHaveLength(3)
      expect(watch.telemetry.snapshot(Date.now()).sources[0]).toMatchObject({ state: 'following', dropped: 0 })
    } finally {
      await watch.stop()
    }
  })
})
