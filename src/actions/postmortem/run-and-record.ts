// Runs one command of the post-mortem's way out with its place on the timeline, and answers with how it ended.
import type { CommandSpec } from '../../incident/command.ts'
import type { CommandEnd } from '../run-command.ts'

export type RunAndRecord = (spec: CommandSpec) => Promise<Pick<CommandEnd, 'exitCode' | 'outcome' | 'output'>>
