// Measures the diagnosis against its figures to reach, in one go: npm run evaluate [-- part…] [--mb 100]
// Parts: loghub lnav stacks onset stress own suspects calibration drills speed. Exit code 1 where a figure is missed.
import { calibration } from './calibration.ts'
import { isHere, lnav, loghub, onset, stacks } from './corpora.ts'
import { drills } from './drills.ts'
import { own } from './own.ts'
import { speed } from './speed.ts'
import { stress } from './stress.ts'
import { suspects } from './suspects.ts'
import { type Figure, printFigure } from './table.ts'

const args = process.argv.slice(2)
const megabytes = args.includes('--mb') ? Number(args[args.indexOf('--mb') + 1]) : 500
const wanted = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--mb')

const parts: Readonly<Record<string, () => Iterable<Figure> | AsyncIterable<Figure>>> = {
  loghub,
  lnav,
  stacks,
  onset,
  stress,
  own,
  suspects,
  calibration,
  drills,
  speed: () => speed(megabytes),
}

let missed = 0
for (const [name, run] of Object.entries(parts)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  if (!isHere && name !== 'speed') {
    console.log(`       ${name}: the sets are not beside this checkout`)
    continue
  }
  for await (const figure of run()) {
    printFigure(figure)
    if (figure.ok === false) missed += 1
  }
}
console.log(missed === 0 ? 'all that was measured is reached' : `${missed} missed`)
process.exitCode = missed === 0 ? 0 : 1
