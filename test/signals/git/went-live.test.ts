// Commits go live with the oldest deploy that carries them; what did not is no likely cause.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSuspects } from '../../../src/signals/git/suspects.ts'
import { makeRepository, type Repository } from '../../support/repository.ts'

let repository: Repository
beforeEach(() => {
  repository = makeRepository()
})
afterEach(() => repository.remove())

const at = (time: string) => Date.parse(`2025-03-25T${time}:00Z`)

test('age is measured from the deploy, and what came after the last deploy stands behind', async () => {
  const { commit, path } = repository
  const begun = commit('2025-03-25T08:00:00Z', 'begin', { 'a.txt': '1' })
  const first = commit('2025-03-25T09:00:00Z', 'sort baskets', { 'a.txt': '2' })
  const late = commit('2025-03-25T09:30:00Z', 'show prices', { 'b.txt': '2' })
  const tip = commit('2025-03-25T09:40:00Z', 'name the shop', { 'c.txt': '2' })
  const waiting = commit('2025-03-25T13:50:00Z', 'colour the shop', { 'd.txt': '2' })
  const search = {
    repo: path,
    onsetAt: at('14:00'),
    windowMs: 24 * 3_600_000,
    symptomText: 'it hangs',
    withDiffs: false,
  }
  const deploys = [
    { ref: first.slice(0, 9), at: at('09:10') },
    { ref: 'no-such-version', at: at('13:57') },
    { ref: '--output=x', at: at('13:57') },
    { ref: tip, at: at('13:58') },
    { ref: waiting, at: at('14:06') },
  ]
  const { suspects } = (await findSuspects({ ...search, deploys })).ranking
  expect(suspects.map(one => one.sha)).toEqual([tip, late, first, waiting, begun])
  const reasonsOf = (sha: string) => suspects.find(one => one.sha === sha)?.reasons.map(one => one.text)
  expect(reasonsOf(late)).toContain('went live 2 min before the onset')
  expect(reasonsOf(late)).toContain('the newest change before the onset')
  expect(reasonsOf(waiting)).toContain('was not live before the onset')
  expect(reasonsOf(first)).toContain('went live 4 h 50 min before the onset')
  const rolling = [...deploys.slice(0, 4), { ref: waiting, at: at('14:03') }]
  const during = (await findSuspects({ ...search, deploys: rolling })).ranking.suspects
  expect(during[0]).toMatchObject({ sha: waiting })
  const undeployed = (await findSuspects(search)).ranking.suspects
  expect(undeployed[0]).toMatchObject({ sha: waiting })
})
