// declare: an incident from one sentence, without a screen.
import { type Command, Option } from 'commander'
import { describeSymptom, titleOf } from '../../incident/description.ts'
import { cleanText } from '../../incident/redact.ts'
import { draftSeverity } from '../../incident/severity-draft.ts'
import { summaryOf } from '../../incident/summary.ts'
import { type Severity, severities } from '../../incident/vocabulary.ts'
import type { Cli } from '../context.ts'

export function addDeclare(program: Command, cli: Cli): void {
  program
    .command('declare')
    .summary('declare an incident without a screen')
    .description('Declares an incident and prints its id.')
    .argument('<text...>', 'what is wrong, where, since when')
    .addOption(new Option('--severity <severity>', 'P0 to P3; without it a draft is suggested').choices(severities))
    .option('--started <time>', 'when the impact began')
    .option('--json', 'print the incident as JSON')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui declare "500 errors on /api/checkout since 14:30 UTC" --severity P1\n  incident-tui declare "login fails" --started "15 minutes ago" --json\n',
    )
    .action((parts: string[], options: { severity?: Severity; started?: string; json?: boolean }) => {
      const text = cleanText(parts.join(' '))
      const now = cli.now()
      const started = cli.time(options.started, '--started')
      const read = describeSymptom(text, now)
      const symptom = started === undefined ? read : { ...read, startedAt: started }
      const incidentId = cli.newId()
      const session = cli.session(incidentId)
      cli.dispatch(session, {
        kind: 'declare',
        incidentId,
        title: titleOf(text, now),
        symptom,
        service: null,
        drill: null,
        severity: options.severity ?? null,
        origin: 'person',
      })
      if (options.json) return cli.printJson(summaryOf(session.store.getState().state))
      cli.print(incidentId)
      if (options.severity) return
      const draft = draftSeverity(symptom)
      cli.say(`severity not set; a draft: ${draft.severity}, because ${draft.reasons.join(', ')}`)
      cli.say(`set it with: incident-tui severity ${draft.severity}`)
    })
}
