// Frames and files in the traces of many languages, the words that are compared, and what makes a revert risky.
import { expect, test } from 'vitest'
import { revertRisks } from '../../../src/diagnosis/suspects/revert-risk.ts'
import { framesOf, isFrameOf } from '../../../src/diagnosis/suspects/trace.ts'
import { symptomWords, wordsOf } from '../../../src/diagnosis/suspects/words.ts'

test.each([
  ['  File "/app/jobs/state.py", line 12, in run', '/app/jobs/state.py', 12],
  ['    at price (/app/src/price.js:12:7)', '/app/src/price.js', 12],
  ['\tat com.acme.jobs.State.run(State.java:12)', 'com/acme/jobs/State.java', 12],
  ['\tat com.acme.Cart$Line.lambda$sum$0(Cart.java:7) ~[app.jar:?]', 'com/acme/Cart.java', 7],
  ['   at Acme.Cart.Sum() in C:\\src\\Acme\\Cart.cs:line 12', 'C:/src/Acme/Cart.cs', 12],
  ['#0 /var/www/cart/Price.php(12): sum()', '/var/www/cart/Price.php', 12],
  ["app/models/cart.rb:12:in `sum'", 'app/models/cart.rb', 12],
  ['\t/go/src/acme/cart/price.go:12 +0x1d', '/go/src/acme/cart/price.go', 12],
  ['             at ./src/cart/price.rs:12:5', 'src/cart/price.rs', 12],
  ['see config/checkout.yaml for it', 'config/checkout.yaml', null],
])('%s', (text, path, line) => {
  expect(framesOf(text)[0]).toEqual({ path, line })
})

test('frames of libraries, addresses and numbers are no frames of ours', () => {
  const text = 'at x (/app/node_modules/express/lib/router.js:1:2) https://a.example/b.html 3.14 v1.2.3 at 10.0.0.1'
  expect(framesOf(text)).toEqual([])
})

test('a frame is a file of the repository when two segments agree, three where the name is a common one', () => {
  const frame = (path: string) => ({ path, line: 1 })
  expect(isFrameOf('src/cart/price.js', frame('/srv/app/src/cart/price.js'))).toBe(true)
  expect(isFrameOf('other/price.js', frame('/srv/app/cart/price.js'))).toBe(false)
  expect(isFrameOf('web/cart/index.js', frame('/srv/api/cart/index.js'))).toBe(false)
  expect(isFrameOf('api/cart/index.js', frame('/srv/api/cart/index.js'))).toBe(true)
})

test('words meet across camelCase, endings and plural, and what any fault says is left out', () => {
  const words = [...wordsOf('StoryFilters HTTPServer filtering the create/creation running').keys()]
  expect(words).toEqual(['story', 'filter', 'server', 'creat'])
  expect([...symptomWords('Unexpected problem: crash in the checkout').values()]).toEqual(['checkout'])
})

test('a revert names what it does not undo and who has built on it', () => {
  const change = (sha: string, at: number, paths: string[], subject = sha) => ({ sha, at, paths, subject, author: '' })
  const bad = change('aaaaaaaaa', 1, ['src/cart.js', 'db/migrate/20250325_add.rb', 'package-lock.json'])
  const later = change('bbbbbbbbb', 2, ['src/cart.js'])
  const before = change('ccccccccc', 0, ['src/cart.js'])
  expect(revertRisks(bad, [later, bad, before]).map(risk => [risk.kind, risk.text])).toEqual([
    ['built-on', '1 later change touches src/cart.js: bbbbbbb'],
    ['migration', expect.stringContaining('db/migrate/20250325_add.rb is a database migration')],
    ['dependencies', expect.stringContaining('installed again')],
  ])
  const revert = { ...change('ddddddddd', 3, bad.paths), reverts: ['aaaaaaaaa'], subject: 'Revert "x"' }
  expect(revertRisks(bad, [revert, bad]).map(risk => risk.kind)).toContain('already-reverted')
  expect(revertRisks(change('e', 1, ['src/e.js']), [])).toEqual([])
})
