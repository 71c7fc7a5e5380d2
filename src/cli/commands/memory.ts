// What past incidents teach: figures, open action items, and the ones that look like the present one.
import type { Command } from 'commander'
import { span } from '../../components/theme/times.ts'
import { fold } from '../../incident/fold/fold.ts'
import { severities } from '../../incident/vocabulary.ts'
import { definitions, figuresOf, openActions, type Spread, type TimeTo } from '../../memory/figures.ts'
import { likenessOf } from '../../memory/likeness.ts'
import { searchIncidents } from '../../memory/search.ts'
import { similarIncidents } from '../../memory/similar.ts'
import type { Cli } from '../context.ts'

export function addMemory(program: Command, cli: Cli): void {
  addStats(program, cli)
  addActions(program, cli)
  addSimilar(program, cli)
}

function addStats(program: Command, cli: Cli): void {
  program
    .command('stats')
    .summary('figures over past incidents')
    .description('Counts incidents and how long they took: median and range, never a lone mean. Drills stand apart.')
    .argument('[query...]', 'only these: words, P1, open, drills, service:NAME, by:NAME, cause:NAME, since:30d')
    .option('--json', 'as JSON; times in seconds')
    .addHelpText('before', 'Examples:\n  incident-tui stats since:90d\n  incident-tui stats service:checkout --json\n')
    .action((query: string[], { json }: { json?: boolean }) => {
      const found = searchIncidents(query.join(' '), cli.digests(), cli.now())
      const figures = figuresOf(found.digests)
      if (json) return cli.printJson({ ...figures, times: inSeconds(figures.times), definitions })
      const severity = [...severities, 'none' as const].map(name => `${name} ${figures.bySeverity[name]}`).join('  ')
      cli.print(`${figures.count} incidents, ${figures.open} open   ${severity}`)
      for (const name of Object.keys(definitions) as TimeTo[])
        cli.print(`${name.padEnd(9)} ${spreadWords(figures.times[name])}   ${definitions[name]}`)
      for (const { cause, ids } of figures.repeated.slice(0, 5)) cli.print(`again     ${cause}, ${ids.length} times`)
    })
}

function addActions(program: Command, cli: Cli): void {
  program
    .command('actions')
    .summary('open action items of all incidents')
    .description('Lists what past incidents left to do, oldest first.')
    .option('--drills', 'those of practice outages too')
    .option('--json', 'as JSON; age in seconds')
    .addHelpText('before', 'Examples:\n  incident-tui actions\n  incident-tui actions --json\n')
    .action((options: { drills?: boolean; json?: boolean }) => {
      const digests = cli.digests().filter(one => options.drills || one.drill === null)
      const items = openActions(digests, cli.now())
      if (options.json)
        return cli.printJson(items.map(({ ageMs, ...item }) => ({ ...item, ageSeconds: Math.round(ageMs / 1000) })))
      if (items.length === 0) return cli.say('no action item is open')
      for (const item of items)
        cli.print(
          `${span(item.ageMs).padEnd(12)} ${item.priority.padEnd(7)} ${(item.owner ?? 'no owner').padEnd(12)} ${item.text}  (${item.incidentTitle})`,
        )
    })
}

function addSimilar(program: Command, cli: Cli): void {
  program
    .command('similar')
    .summary('past incidents that look like this one')
    .description('Ranks past incidents by a shared path, shared errors, rare shared words and kind of cause.')
    .argument('[id]', 'its id or the start of it; without it the open incident')
    .option('--json', 'as JSON')
    .addHelpText('before', 'Examples:\n  incident-tui similar\n  incident-tui similar 0195 --json\n')
    .action((id: string | undefined, { json }: { json?: boolean }) => {
      const state = fold(cli.record.read(cli.resolveId(id)).events)
      const found = similarIncidents(likenessOf(state), cli.digests())
      if (json)
        return cli.printJson(
          found.map(({ digest, score, reasons }) => {
            const { id: past, title, rootCause, fixes } = digest
            return { id: past, title, score, reasons, rootCause, fixes }
          }),
        )
      if (found.length === 0) return cli.say('no past incident looks like this one')
      for (const { digest, score, reasons } of found) {
        cli.print(`${String(score).padStart(3)}  ${digest.title}  ${digest.id}`)
        for (const reason of reasons) cli.print(`     + ${String(reason.points).padStart(2)}  ${reason.text}`)
        cli.print(`     cause: ${digest.rootCause ?? 'not recorded'}`)
        const cured = digest.fixes.filter(fix => fix.worked).map(fix => fix.title)
        cli.print(`     fixed by: ${cured.length > 0 ? cured.join(', ') : 'not recorded'}`)
      }
    })
}

function spreadWords(spread: Spread | null): string {
  if (spread === null) return 'n/a'
  return `median ${span(spread.median)}, ${span(spread.least)} to ${span(spread.most)}, of ${spread.of}`
}

function inSeconds(times: Readonly<Record<TimeTo, Spread | null>>) {
  const seconds = (ms: number) => Math.round(ms / 1000)
  return Object.fromEntries(
    Object.entries(times).map(([name, spread]) => [
      name,
      spread && {
        median: seconds(spread.median),
        least: seconds(spread.least),
        most: seconds(spread.most),
        of: spread.of,
      },
    ]),
  )
}
