import { describe, expect, test } from 'vitest'
import { splitCommandLine } from '../../src/incident/command.ts'

describe('a typed command line', () => {
  test.each([
    ['df -h', ['df', '-h']],
    ['  curl  -d "a \\"b\\" c" \'x $HOME\' ', ['curl', '-d', 'a "b" c', 'x $HOME']],
    ["echo '' a\\ b", ['echo', '', 'a b']],
    ['grep 500 log | wc -l', ['grep', '500', 'log', '|', 'wc', '-l']],
    ['', []],
    ['echo "open', null],
  ])('%s', (line, words) => {
    expect(splitCommandLine(line)).toEqual(words)
  })
})
