// postmortem: the document, from the events alone.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { postmortemHtml } from '../../postmortem/html/page.ts'
import { postmortemJson } from '../../postmortem/json.ts'
import { postmortemMarkdown } from '../../postmortem/markdown.ts'
import { type Cli, Told } from '../context.ts'

type Format = 'md' | 'html' | 'json'
const renderers = { md: postmortemMarkdown, html: postmortemHtml, json: postmortemJson }

export function addPostmortem(program: Command, cli: Cli): void {
  program
    .command('postmortem')
    .summary('write the post-mortem')
    .description('Prints the post-mortem of an incident, or writes it to a file.')
    .argument('[id]', 'its id or the start of it; without it the open incident')
    .addOption(new Option('--format <format>', 'md, html or json').choices(['md', 'html', 'json']).default('md'))
    .option('--names', 'people by name instead of by role')
    .option('--out <file>', 'write it there; a file that exists is not overwritten')
    .addHelpText(
      'before',
      'Examples:\n  incident-tui postmortem > postmortem.md\n  incident-tui postmortem 0195 --out docs/postmortems/checkout.md\n',
    )
    .action((id: string | undefined, options: { format: Format; out?: string; names?: boolean }) => {
      const session = cli.session(cli.resolveId(id))
      const { state } = session.store.getState()
      const shown = { names: options.names === true }
      const document = renderers[options.format](state, shown)
      if (options.out === undefined) return cli.print(document)
      const path = resolve(options.out)
      try {
        writeFileSync(path, document, { flag: 'wx' })
      } catch (error) {
        throw new Told(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`)
      }
      cli.dispatch(session, { kind: 'recordExport', path, format: options.format })
      cli.say(`written: ${path}`)
    })
}
