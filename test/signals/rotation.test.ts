// A million lines written by another process that rotates as logrotate can: by rename, by copy and truncation, by
// deletion and re-creation. Every line is counted, and none comes twice.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { FileTail } from '../../src/signals/tail/file-tail.ts'

const total = 1_000_000

/** Writes in bursts; between them it rotates, each time another way, and gives the reader no sign. */
const writer = `
const fs = require('node:fs')
const [log, total] = [process.argv[2], Number(process.argv[3])]
const sleep = ms => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
let file = fs.openSync(log, 'a')
let written = 0
const looks = () => Number(fs.readFileSync(log + '-looks', 'utf8') || 0)
const write = count => {
  for (const end = Math.min(total, written + count); written < end; ) {
    let text = ''
    for (const stop = Math.min(end, written + 2000); written < stop; written += 1) text += 'line ' + written + ' of a log that is rotated\\n'
    fs.writeSync(file, text)
  }
}
const shift = () => {
  for (let n = 4; n >= 1; n -= 1) if (fs.existsSync(log + '.' + n)) fs.renameSync(log + '.' + n, log + '.' + (n + 1))
}
const ways = [
  () => { shift(); fs.renameSync(log, log + '.1'); write(3000); fs.closeSync(file); file = fs.openSync(log, 'a') },
  () => { shift(); fs.copyFileSync(log, log + '.1'); fs.truncateSync(log, 0) },
  () => { shift(); fs.copyFileSync(log, log + '.1'); fs.truncateSync(log, 0); write(60000) },
  () => { fs.unlinkSync(log); write(2000); fs.closeSync(file); file = fs.openSync(log, 'a'); write(1000); sleep(120) },
]
for (let turn = 0; written < total; turn += 1) {
  write(25000)
  // Between two rotations it is looked at least once, as in life; how much is written meanwhile is left to chance.
  for (const before = looks(); looks() < before + 2; ) sleep(5)
  ways[turn % ways.length]()
}
`

test('of a million lines none is lost and none doubled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'incident-tui-rotation-'))
  const log = join(folder, 'app.log')
  writeFileSync(join(folder, 'writer.cjs'), writer)
  const seen = new Uint8Array(total)
  const wrong: string[] = []
  let lines = 0
  const onLine = (bytes: Uint8Array, start: number, end: number): void => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1')
    const number = Number(/^line (\d+) of a log that is rotated$/.exec(text)?.[1] ?? -1)
    lines += 1
    if (number < 0) wrong.push(text.slice(0, 80))
    else seen[number] = (seen[number] as number) + 1
  }
  const tail = new FileTail({ path: log, backlogBytes: 1024 * 1024, clock: () => performance.now(), onLine })
  await tail.poll()
  let looks = 0
  writeFileSync(`${log}-looks`, '0')
  const child = spawn(process.execPath, [join(folder, 'writer.cjs'), log, String(total)], { stdio: 'inherit' })
  let hasEnded = false
  const ended = new Promise<void>(resolve =>
    child.once('close', () => {
      hasEnded = true
      resolve()
    }),
  )
  try {
    while (!hasEnded) {
      await tail.poll()
      looks += 1
      writeFileSync(`${log}-looks`, String(looks))
      await wait(tail.lagBytes > 0 ? 0 : 20)
    }
    await ended
    while (await tail.poll());
    expect(wrong).toEqual([])
    const lost = seen.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0)
    const doubled = seen.reduce((sum, count) => sum + (count > 1 ? 1 : 0), 0)
    expect({ lines, lost, doubled }).toEqual({ lines: total, lost: 0, doubled: 0 })
  } finally {
    child.kill('SIGKILL')
    await tail.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
