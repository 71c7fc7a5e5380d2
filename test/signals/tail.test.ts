// The tailer on real files, through what happens to logs. Each test writes, lets it look, and reads what it saw.
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FileTail } from '../../src/signals/tail/file-tail.ts'
import { LineSplitter } from '../../src/signals/tail/line-splitter.ts'

let folder: string
let log: string
let lines: string[]
let clock: number
let tail: FileTail

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'incident-tui-tail-'))
  log = join(folder, 'app.log')
  lines = []
  clock = 0
  tail = follow()
})
afterEach(async () => {
  await tail.close()
  rmSync(folder, { recursive: true, force: true })
})

function follow(backlogBytes = 1_000_000): FileTail {
  return new FileTail({
    path: log,
    backlogBytes,
    clock: () => clock,
    onLine: (bytes, start, end, continues) => {
      lines.push((continues ? '+' : '') + Buffer.from(bytes.subarray(start, end)).toString('utf8'))
    },
  })
}

async function seen(): Promise<string[]> {
  while (await tail.poll());
  return lines.splice(0)
}

describe('a file that grows', () => {
  test('waits for a file that is not there yet and then reads all of it', async () => {
    expect(await seen()).toEqual([])
    expect(tail.state).toEqual({ state: 'waiting', reason: 'the file does not exist yet' })
    writeFileSync(log, 'one\ntwo\r\n\n')
    expect(await seen()).toEqual(['one', 'two', ''])
    expect(tail.state.state).toBe('following')
  })

  test('puts a letter and a line together that come in pieces', async () => {
    writeFileSync(log, '')
    const bytes = Buffer.from('grüße\n')
    for (let i = 0; i < bytes.length; i += 1) {
      appendFileSync(log, bytes.subarray(i, i + 1))
      expect(await seen()).toEqual(i === bytes.length - 1 ? ['grüße'] : [])
    }
  })

  test('shows a line without an end after a while, and what follows as its continuation', async () => {
    writeFileSync(log, 'password: ')
    expect(await seen()).toEqual([])
    clock += 3000
    expect(await seen()).toEqual(['password: '])
    appendFileSync(log, 'ok\nnext\n')
    expect(await seen()).toEqual(['+ok', 'next'])
  })

  test('starts near the end of a long file with a whole line', async () => {
    writeFileSync(log, Array.from({ length: 1000 }, (_, i) => `line ${i}\n`).join(''))
    tail = follow(25)
    expect(await seen()).toEqual(['line 998', 'line 999'])
  })

  test('cuts a line that is too long, at a letter, and says how much is missing', async () => {
    writeFileSync(log, `x${'ä'.repeat(400_000)}\nnext\n`)
    const [long, next] = await seen()
    expect(long).toMatch(/^xä+ … \+734466 bytes cut$/)
    expect(next).toBe('next')
  })
})

describe('a file that is hardly a log', () => {
  test('both kinds of line ends, zeros and bytes that are no letters come through, each line by itself', async () => {
    writeFileSync(log, Buffer.from('one\r\ntwo\n\r\nthr\0ee\r\nf\xff\xfeour\r\nfive\rsix\n', 'latin1'))
    expect(await seen()).toEqual(['one', 'two', '', 'thr\0ee', 'f\ufffd\ufffdour', 'five\rsix'])
  })

  test('a line without an end takes no more memory however long it grows', () => {
    const given: string[] = []
    const splitter = new LineSplitter((bytes, start, end) =>
      given.push(Buffer.from(bytes.subarray(start, end)).toString()),
    )
    const chunk = Buffer.alloc(256 * 1024, 'x')
    for (let count = 0; count < 400; count += 1) {
      splitter.push(chunk)
      expect(splitter.pending).toBe(64 * 1024)
    }
    splitter.push(Buffer.from('\nnext\n'))
    const cut = 400 * chunk.length - 64 * 1024
    expect(given).toEqual([`${'x'.repeat(64 * 1024)} … +${cut} bytes cut`, 'next'])
  })
})

describe('a file that is rotated', () => {
  test('by rename: the rest of the old file comes first, late lines of it still come', async () => {
    writeFileSync(log, '1\n')
    await seen()
    appendFileSync(log, '2\n')
    renameSync(log, `${log}.1`)
    writeFileSync(log, '3\n')
    expect(await seen()).toEqual(['2', '3'])
    appendFileSync(`${log}.1`, 'late\n')
    appendFileSync(log, '4\n')
    expect(await seen()).toEqual(['late', '4'])
  })

  test('twice between two looks: the file in between is read too, older ones are not read again', async () => {
    writeFileSync(`${log}.1`, 'ancient\n')
    writeFileSync(log, '1\n')
    await seen()
    renameSync(`${log}.1`, `${log}.2`)
    renameSync(log, `${log}.1`)
    writeFileSync(log, '2\n')
    renameSync(`${log}.2`, `${log}.3`)
    renameSync(`${log}.1`, `${log}.2`)
    renameSync(log, `${log}.1`)
    writeFileSync(log, '3\n')
    expect(await seen()).toEqual(['2', '3'])
  })

  test('by copy and truncation: also when it is longer again than what was read, with the rest taken from the copy', async () => {
    writeFileSync(log, '1\n2\n')
    await seen()
    appendFileSync(log, 'just before\n')
    copyFileSync(log, `${log}.1`)
    truncateSync(log)
    appendFileSync(log, 'a\nb\nc, and longer than what was there\n')
    expect(await seen()).toEqual(['just before', 'a', 'b', 'c, and longer than what was there'])
  })

  test('emptied and written again to the very same size', async () => {
    writeFileSync(log, 'aaa\n')
    await seen()
    writeFileSync(log, 'bbb\n')
    expect(await seen()).toEqual(['bbb'])
  })

  test('a writer that keeps its place leaves a hole, which is not shown', async () => {
    writeFileSync(log, '1234567\n')
    await seen()
    writeFileSync(log, Buffer.concat([Buffer.alloc(8), Buffer.from('8\n')]))
    expect(await seen()).toEqual(['8'])
  })

  test('deleted: read to its end, said to be gone, followed again when it comes back', async () => {
    writeFileSync(log, '1\n')
    await seen()
    appendFileSync(log, '2\n')
    unlinkSync(log)
    expect(await seen()).toEqual(['2'])
    expect(tail.state).toEqual({ state: 'lost', reason: 'the file is gone' })
    writeFileSync(log, '3\n')
    expect(await seen()).toEqual(['3'])
    expect(tail.state.state).toBe('following')
  })

  test('a link that is pointed elsewhere is followed there', async () => {
    writeFileSync(join(folder, 'a'), 'a1\n')
    writeFileSync(join(folder, 'b'), 'b1\n')
    symlinkSync(join(folder, 'a'), log)
    expect(await seen()).toEqual(['a1'])
    unlinkSync(log)
    symlinkSync(join(folder, 'b'), log)
    expect(await seen()).toEqual(['b1'])
  })
})

test('under a storm of writes, renames, truncations and re-creations no line is lost or doubled', async () => {
  let written = 0
  const write = (count: number): void => {
    let text = ''
    for (let i = 0; i < count; i += 1) {
      written += 1
      text += `line ${written} of the storm\n`
    }
    // In pieces that end anywhere.
    const cut = text.length - (written % 7)
    appendFileSync(log, text.slice(0, cut))
    appendFileSync(log, text.slice(cut))
  }
  const shift = (): void => {
    for (let i = 4; i >= 1; i -= 1) {
      try {
        renameSync(`${log}.${i}`, `${log}.${i + 1}`)
      } catch {
        // Not that many yet.
      }
    }
  }
  writeFileSync(log, '')
  await seen()
  let isReading = true
  let looks = 0
  const reader = (async () => {
    while (isReading) {
      await tail.poll()
      looks += 1
      await new Promise(resolve => setImmediate(resolve))
    }
  })()
  for (let round = 0; round < 400; round += 1) {
    write(500 + (round % 13) * 40)
    if (round % 3 === 0) {
      shift()
      renameSync(log, `${log}.1`)
      write(3)
    } else if (round % 3 === 1) {
      shift()
      copyFileSync(log, `${log}.1`)
      truncateSync(log)
      write(round % 2 ? 2000 : 1)
    } else if (round % 6 === 2) {
      shift()
      renameSync(log, `${log}.1`)
      writeFileSync(log, '')
    }
    // The log is looked at more often than it is rotated; where in a look the next rotation falls is left to chance.
    for (const before = looks; looks < before + 2; ) {
      await new Promise(resolve => setImmediate(resolve))
      if (round % 2) write(20)
    }
  }
  isReading = false
  await reader
  const numbers = (await seen()).map(line => Number(/^line (\d+) of the storm$/.exec(line)?.[1]))
  expect(numbers.length).toBe(written)
  expect(new Set(numbers).size).toBe(written)
  expect(written).toBeGreaterThan(300_000)
})
