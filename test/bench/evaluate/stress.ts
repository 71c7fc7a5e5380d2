// Grouping where it is hard: real contents behind other headers, real templates with other values.
import { fillVariants, groupsOf, headers, judge, systems, withFills, withHeader } from '../grouping.ts'
import { atLeast, type Figure, mean, told } from './table.ts'

export function stress(): Figure[] {
  const figures: Figure[] = []
  const sets = [
    ['headers', Object.keys(headers), withHeader, 0.98],
    ['slot fills', fillVariants, withFills, 0.9],
  ] as const
  for (const [name, variants, make, reach] of sets) {
    const each = variants.map(variant => {
      const accuracies = systems().map(system => {
        const { text, truth } = make(system, variant)
        return judge(truth, groupsOf(text)).accuracy
      })
      return { variant, accuracy: mean(accuracies) }
    })
    figures.push(atLeast(`stressed ${name}, GA`, 'built by us', mean(each.map(one => one.accuracy)), reach))
    for (const { variant, accuracy } of each) figures.push(told(`  ${variant}`, '', accuracy.toFixed(3)))
  }
  return figures
}
