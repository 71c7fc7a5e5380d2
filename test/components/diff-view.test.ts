// A diff as rows: signs and line numbers of the right side, headings for files, nothing wider than the pane.
import { expect, test } from 'vitest'
import { diffRows, readDiff } from '../../src/components/DiffView.ts'
import { rowWidth } from '../../src/components/rows/row.ts'

const shown = [
  'commit 1a2b',
  '',
  '    --- not a file',
  'diff --git a/src/a.js b/src/a.js',
  'index 1..2 100644',
  '--- a/src/a.js',
  '+++ b/src/a.js',
  '@@ -4,3 +4,4 @@ function pay()',
  ' same',
  '--- was a comment in SQL',
  '+++ is one',
  '+\tmore',
  ' end',
  'diff --git a/x.png b/x.png',
  'Binary files a/x.png and b/x.png differ',
]

test('lines keep their kind and number, also where they look like headers', () => {
  const lines = readDiff(shown).map(({ kind, text, number }) => [kind, text, number])
  expect(lines.slice(3)).toEqual([
    ['file', 'src/a.js', null],
    ['hunk', 'line 4  function pay()', null],
    ['same', 'same', 4],
    ['removed', '-- was a comment in SQL', 5],
    ['added', '++ is one', 5],
    ['added', '  more', 6],
    ['same', 'end', 7],
    ['file', 'x.png', null],
    ['about', 'Binary files a/x.png and b/x.png differ', null],
  ])
})

test('rows fit the width and fill the height', () => {
  const rows = diffRows({ lines: readDiff([...shown, `+${'漢'.repeat(200)}`]), top: 2, width: 40, height: 20 })
  expect(rows).toHaveLength(20)
  expect(Math.max(...rows.map(rowWidth))).toBeLessThanOrEqual(40)
  expect(
    rows.map(({ segments }) => segments.map(part => part.text).join('')).find(text => text.includes('is one')),
  ).toBe('    5 + ++ is one')
})
