// One row for a commit and its deploy; what belongs to no commit stays as it is.
import { expect, test } from 'vitest'
import { mergeChanges } from '../../src/telemetry/one-change.ts'
import type { Change } from '../../src/telemetry/types.ts'

const sha = (letter: string) => letter.repeat(40)
const commit = (letter: string, at: number): Change => {
  return { kind: 'commit', ref: sha(letter), subject: `work ${letter}`, author: 'Lee', at, paths: ['a.js'], repo: '/r' }
}
const deploy = (ref: string, at: number): Change => ({ kind: 'deploy', ref, subject: ref, author: '', at })

test('a deployed commit is one row at the time it went live, twice where it was deployed twice', () => {
  const commits = [commit('a', 10), commit('b', 20)]
  const deploys = [deploy(sha('a').slice(0, 8), 30), deploy(sha('a'), 50), deploy('v1.2', 40), deploy('aaaaaaa9', 60)]
  const rows = mergeChanges([commits, deploys])
  expect(rows.map(({ kind, ref, at }) => [kind, ref.slice(0, 8), at])).toEqual([
    ['deploy', 'aaaaaaa9', 60],
    ['deploy', 'aaaaaaaa', 50],
    ['deploy', 'v1.2', 40],
    ['deploy', 'aaaaaaaa', 30],
    ['commit', 'bbbbbbbb', 20],
  ])
  expect(rows[1]).toEqual({ ...commit('a', 50), kind: 'deploy' })
})
