// Prints the grouping figures of the stress sets: node test/bench/stress.ts [headers|fills] [variant]
import { fillVariants, groupsOf, headers, judge, systems, withFills, withHeader } from './grouping.ts'

const [what, only] = process.argv.slice(2)
const sets = [
  ['headers', Object.keys(headers), withHeader],
  ['fills', fillVariants, withFills],
] as const
for (const [name, variants, make] of sets) {
  if (what && what !== name) continue
  const all: number[] = []
  for (const variant of variants) {
    if (only && only !== variant) continue
    const figures = systems().map(system => {
      const { text, truth } = make(system, variant)
      return judge(truth, groupsOf(text))
    })
    const mean = (key: 'accuracy' | 'groups' | 'pairs'): string =>
      (figures.reduce((sum, figure) => sum + figure[key], 0) / figures.length).toFixed(3)
    all.push(...figures.map(figure => figure.accuracy))
    const each = systems().map((system, i) => `${system.slice(0, 4)} ${figures[i]?.accuracy.toFixed(2)}`)
    console.log(
      `${name} ${variant.padEnd(14)} GA ${mean('accuracy')} FGA ${mean('groups')} F1 ${mean('pairs')}   ${each.join('  ')}`,
    )
  }
  console.log(`${name} average GA ${(all.reduce((sum, one) => sum + one, 0) / all.length).toFixed(4)}`)
}
