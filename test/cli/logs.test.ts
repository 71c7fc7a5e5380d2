// `logs` as a script uses it: the built program over real files and a pipe.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/incident-tui.js', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-logs-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function logs(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'logs', ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** An hour of traffic with an error now and then; from minute 40 on one kind of error every two seconds. */
function outage(): string {
  const lines: string[] = []
  for (let second = 0; second < 3600; second += 2) {
    const stamp = new Date(Date.UTC(2025, 2, 25, 14) + second * 1000).toISOString()
    lines.push(`${stamp} INFO [http] GET /cart/${second} done in ${second % 37} ms`)
    if (second % 400 === 0) lines.push(`${stamp} ERROR [mail] no answer from 10.0.0.${second % 7}`)
    if (second >= 2400) lines.push(`${stamp} ERROR [pay] payment of order ${second} failed token=${'s3cr3t'.repeat(3)}`)
  }
  return `${lines.join('\n')}\n`
}

test('--json counts levels, groups and finds the onset; secrets do not leave', () => {
  const file = join(folder, 'app.log')
  writeFileSync(file, outage())
  const { stdout, stderr, status } = logs(['--json', file])
  expect([status, stderr]).toEqual([0, ''])
  const told = JSON.parse(stdout)
  expect(told).toMatchObject({
    lines: 2409,
    levels: { error: 609, info: 1800, fatal: 0 },
    onset: '2025-03-25T14:40:00.000Z',
  })
  expect(told.groups).toHaveLength(3)
  expect(told.groups[2]).toMatchObject({ level: 'error', count: 600, firstAt: '2025-03-25T14:40:00.000Z' })
  expect(stdout).not.toContain('s3cr3t')
})

test('a pipe is read like a file, and a calm log has no onset', () => {
  const calm = outage()
    .split('\n')
    .filter(line => !line.includes('[pay]'))
    .join('\n')
  const told = JSON.parse(logs(['--json', '-'], calm).stdout)
  expect(told).toMatchObject({ lines: 1809, onset: null })
})

test('nothing, no log and no file are said, not guessed', () => {
  expect(JSON.parse(logs(['--json', '-']).stdout)).toMatchObject({ lines: 0, groups: [], onset: null })
  const binary = join(folder, 'binary')
  writeFileSync(binary, Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)))
  expect(logs(['--json', binary]).status).toBe(0)
  expect(logs(['--json', join(folder, 'absent.log')])).toMatchObject({ status: 1, stdout: '' })
  expect(logs(['--json', '--json-lines', binary]).status).toBe(2)
})

test('a compressed log is read by what is in it, a broken one is said', () => {
  const packed = join(folder, 'app.log.1.gz')
  writeFileSync(packed, gzipSync(outage()))
  expect(JSON.parse(logs(['--json', packed]).stdout)).toMatchObject({ lines: 2409, onset: '2025-03-25T14:40:00.000Z' })
  const broken = join(folder, 'broken.gz')
  writeFileSync(broken, Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.from('no gzip at all')]))
  expect(logs([broken])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('cannot read') })
})

test('in words it says what could not be told', () => {
  const { stdout } = logs(['-'], 'just prose\nat all times\nwithout a structure\n')
  expect(stdout).toContain('3 lines: 3 unknown')
  expect(stdout).toContain('no line states a time')
  expect(stdout).toContain('this may not be a log')
})
