// Grouping on the logs of systems that we invented: other headers, other values than those of the practice sets.
import { groupsOf, judge } from '../grouping.ts'
import { ownLines, ownSystems } from '../own-systems.ts'
import { atLeast, type Figure, mean, told } from './table.ts'

const seeds = ['', 'b', 'c']

export function own(): Figure[] {
  const each = Object.keys(ownSystems).map(name => {
    const judged = seeds.map(seed => {
      const { text, truth } = ownLines(name, seed)
      return judge(truth, groupsOf(text))
    })
    const figure = (key: 'accuracy' | 'groups' | 'pairs'): number => mean(judged.map(one => one[key]))
    return { name, accuracy: figure('accuracy'), groups: figure('groups'), pairs: figure('pairs') }
  })
  const sets = `${each.length} invented`
  return [
    atLeast('invented systems, GA', sets, mean(each.map(one => one.accuracy)), 0.85),
    atLeast('invented systems, FGA', sets, mean(each.map(one => one.groups)), 0.9),
    atLeast('invented systems, F1 over pairs', sets, mean(each.map(one => one.pairs)), 0.95),
    ...each.map(({ name, accuracy }) => told(`  ${name}`, '', accuracy.toFixed(3))),
  ]
}
