// declare: an incident from one sentence, without a screen.
import { type Command, Option } from 'commander'
import { describeSymptom, titleOf } from '../../incident/description.ts'
import { cleanText } from '../../incident/redact.ts'
import { draftSeverity } from '../../incident/severity-draft.ts'
import { summaryOf } from '../../incident/summary.ts'
import { type Severity, severities } from '../../incident/vocabulary.ts'
import type { Session } from '../../store/session.ts'
import type { AlertFiring } from '../../telemetry/types.ts'
import { configOption } from '../configuration.ts'
import { type Cli, Told } from '../context.ts'
import { firingAlert, severityOf } from '../firing-alert.ts'

export function addDeclare(program: Command, cli: Cli): void {
  program
    .command('declare')
    .summary('declare an incident without a screen')
    .description('Declares an incident and prints its id.')
    .argument('[text...]', 'what is wrong, where, since when')
    .option('--from-alert [name]', 'take it from what Alertmanager has firing: its words, its severity, since when')
    .option(...configOption)
    .addOption(new Option('--severity <severity>', 'P0 to P3; without it a draft is suggested').choices(severities))
    .option('--started <time>', 'when the impact began')
    .option('--json', 'print the incident as JSON')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui declare "500 errors on /api/checkout since 14:30 UTC" --severity P1\n  incident-tui declare "login fails" --started "15 minutes ago" --json\n  incident-tui declare --from-alert HighErrorRate\n',
    )
    .action(async (parts: string[], options: DeclareOptions, command: Command) => {
      const config = options.config ?? command.optsWithGlobals().config
      const named = typeof options.fromAlert === 'string' ? options.fromAlert : null
      const alert = options.fromAlert === undefined ? null : await firingAlert(cli, named, config)
      const text = cleanText(parts.join(' ')) || (alert ? alert.summary || alert.name : '')
      if (text === '') throw new Told('say what is wrong: incident-tui declare "500 errors on /api/checkout"', 2)
      const now = cli.now()
      const started = cli.time(options.started, '--started') ?? alert?.startsAt
      const read = describeSymptom(text, now)
      const symptom = started === undefined ? read : { ...read, startedAt: started }
      const severity = options.severity ?? (alert && severityOf(alert))
      const incidentId = cli.newId()
      const session = cli.session(incidentId)
      const title = titleOf(text, now)
      const about = { incidentId, title, symptom, service: alert?.labels.service ?? null, drill: null, severity }
      cli.dispatch(session, { kind: 'declare', ...about, origin: alert ? 'alert' : 'person' })
      if (alert) recordAlert(cli, session, alert)
      if (options.json) return cli.printJson(summaryOf(session.store.getState().state))
      cli.print(incidentId)
      if (severity) return alert && !options.severity ? cli.say(`severity ${severity}, as the alert says`) : undefined
      const draft = draftSeverity(symptom)
      cli.say(`severity not set; a draft: ${draft.severity}, because ${draft.reasons.join(', ')}`)
      cli.say(`set it with: incident-tui severity ${draft.severity}`)
    })
}

interface DeclareOptions {
  readonly severity?: Severity
  readonly started?: string
  readonly json?: boolean
  readonly config?: string
  readonly fromAlert?: string | true
}

/** The alert itself stands on the timeline, at the moment it began to fire. */
function recordAlert(cli: Cli, session: Session, { name, summary, severity, startsAt }: AlertFiring): void {
  const text = summary ? `alert ${name}: ${summary}` : `alert ${name} firing`
  const level = /crit|page|error/i.test(severity) ? 'critical' : 'warn'
  const observation = { kind: 'alert_firing', subject: name, text, level, figures: {} } as const
  cli.dispatch(session, { kind: 'recordSignal', observation, at: startsAt })
}
