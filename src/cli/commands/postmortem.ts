// postmortem: the document, from the events alone: printed, written, as a pull request, its action items as issues.
import { type Command, Option } from 'commander'
import { type DocumentFormat, documentFormats } from '../../postmortem/formats.ts'
import { type ChartKind, chartKinds } from '../../postmortem/making.ts'
import type { Cli } from '../context.ts'

export interface PostmortemOptions {
  readonly format?: DocumentFormat
  readonly names?: boolean
  readonly charts?: ChartKind
  readonly template?: string | false
  readonly out?: string
  readonly force?: boolean
  readonly save?: boolean
  readonly pr?: boolean
  readonly issues?: boolean
  readonly fields?: boolean
  readonly config?: string
}

export function addPostmortem(program: Command, cli: Cli): void {
  program
    .command('postmortem')
    .summary('write the post-mortem')
    .description(
      'Prints the post-mortem of an incident, writes it to a file, or brings it out: as a pull request into ' +
        "postmortem.dir, its action items as issues. Options that are not given come from the configuration's postmortem.",
    )
    .argument('[id]', 'its id or the start of it; without it the open incident')
    .addOption(
      new Option('--format <format>', 'md, html or json; else by the ending of --out').choices(documentFormats),
    )
    .option('--names', 'people by name instead of by role')
    .addOption(new Option('--charts <kind>', 'in Markdown: text, svg files beside it, mermaid').choices(chartKinds))
    .option('--template <file>', 'a document of your own instead of the built-in one')
    .option('--no-template', "the built-in document, whatever the configuration's template")
    .option('--fields', 'print what a template may name')
    .option('--out <file>', 'write it there, pictures beside it; a file that exists is not overwritten')
    .option('--force', 'overwrite')
    .option('--save', 'write it into postmortem.dir under a name of its day and service')
    .option('--pr', 'push it as a branch and open a pull request through gh')
    .option('--issues', 'open an issue through gh for each action item that has none')
    .option('--config <file>', 'use this configuration instead of the one found')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui postmortem > postmortem.md\n  incident-tui postmortem 0195 --out docs/postmortems/checkout.html\n  incident-tui postmortem --pr --issues\n',
    )
    .action(async (id: string | undefined, options: PostmortemOptions) => {
      const { bringOut } = await import('../postmortem-output.ts')
      await bringOut(cli, id, options)
    })
}
