// All subcommands on one program, and how it ends: 0 fine, 1 failed, 2 wrong usage.
import { Command, CommanderError } from 'commander'
import { scenarios } from '../drill/scenarios/all.ts'
import { version } from '../version.ts'
import { beginPractice } from './begin-practice.ts'
import { type CockpitOptions, openCockpit } from './cockpit.ts'
import { addCheck } from './commands/check.ts'
import { addCompletion, complete, isCompleting } from './commands/completion.ts'
import { addConfig } from './commands/config.ts'
import { addDeclare } from './commands/declare.ts'
import { addDrill } from './commands/drill.ts'
import { addImport } from './commands/import.ts'
import { addInit } from './commands/init.ts'
import { addKeeping } from './commands/keeping.ts'
import { addList } from './commands/list.ts'
import { addLogs } from './commands/logs.ts'
import { addMemory } from './commands/memory.ts'
import { addPage } from './commands/page.ts'
import { addPostmortem } from './commands/postmortem.ts'
import { addRecording } from './commands/record.ts'
import { addReplay } from './commands/replay.ts'
import { addResume } from './commands/resume.ts'
import { addRole } from './commands/role.ts'
import { addRun } from './commands/run.ts'
import { addSuspects } from './commands/suspects.ts'
import { addTimeline } from './commands/timeline.ts'
import { addTrust } from './commands/trust.ts'
import { addUpdate } from './commands/update.ts'
import { addWritingUp } from './commands/writing-up.ts'
import { Cli, Told } from './context.ts'
import { addScreenOptions } from './screen-options.ts'

/** Every subcommand on one program, without running anything. */
export function createProgram(cli = new Cli()): Command {
  const program = new Command('incident-tui')
    .description('From the first alarm to the written post-mortem, in the terminal.')
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
  addScreenOptions(program)
    .argument('[text...]', 'what is wrong: declares it and opens the cockpit')
    .option('--config <file>', 'this configuration instead of the one found upward from here')
    .option('--read-only', 'look only: nothing that changes anything is run, nothing is sent')
    .action((words: string[], options: Opening) => openFromWords(cli, words, options))
  const subcommands = [
    addDeclare,
    addDrill,
    addList,
    addRecording,
    addTimeline,
    addWritingUp,
    addUpdate,
    addPage,
    addRole,
    addRun,
    addPostmortem,
    addResume,
    addLogs,
    addSuspects,
    addCheck,
    addInit,
    addConfig,
    addTrust,
    addMemory,
    addKeeping,
    addReplay,
    addImport,
    addCompletion,
  ]
  for (const add of subcommands) add(program, cli)
  for (const one of allCommands(program)) one.exitOverride().showSuggestionAfterError()
  return program
}

/** Runs the command line; answers with the exit code where the process should not decide it itself. */
export async function runProgram(argv: readonly string[], cli = new Cli()): Promise<number> {
  try {
    const program = createProgram(cli)
    if (isCompleting(argv)) await complete(program, cli, argv)
    else await program.parseAsync([...argv])
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Told) {
      cli.say(error.message)
      return error.exitCode
    }
    throw error
  }
}

type Opening = Omit<CockpitOptions, 'words' | 'incidentId' | 'surroundings'>

/** Words that are no subcommand are what is wrong; a single lower-case word is more likely a mistyped subcommand. */
async function openFromWords(cli: Cli, words: readonly string[], options: Opening): Promise<void> {
  const only = words[0]
  if (words.length === 1 && only !== undefined && /^[a-z-]+$/.test(only)) throw new Told(`unknown command ${only}`, 2)
  const begun: string[] = []
  const practice = { outages: scenarios, begin: (name: string) => void begun.push(name) }
  const opening = { ...options, practice, ...(words.length > 0 && { words: words.join(' ') }) }
  process.exitCode = await openCockpit(cli, opening)
  const [outage] = begun
  if (outage !== undefined) process.exitCode = await beginPractice(outage, options)
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)]
}
