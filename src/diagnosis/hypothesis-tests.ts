// Which commands would tell whether a hypothesis is true: read-only ones, from the table of signatures.
import type { CommandSpec } from '../incident/command.ts'
import { commitTest } from './hypotheses/commit-test.ts'
import { testCommand } from './hypotheses/rank.ts'
import { signatures } from './hypotheses/signatures/table.ts'

export interface HypothesisTest {
  /** The question the commands answer. */
  readonly asks: string
  readonly trueIf: string
  readonly commands: readonly CommandSpec[]
}

export interface TestSubject {
  readonly kind: string
  readonly title: string
  readonly suspectSha: string | null
}

/** Null where no command is known to help: then looking is up to a person. */
export function testFor({ kind, title, suspectSha }: TestSubject, repository: string | null): HypothesisTest | null {
  if (suspectSha !== null) {
    const { asks, trueIf, tests } = commitTest(suspectSha, repository)
    return tests.length === 0 ? null : { asks, trueIf, commands: tests }
  }
  const signature =
    signatures.find(one => one.kind === kind) ?? signatures.find(one => one.says.test(title) || one.told?.test(title))
  if (!signature) return null
  const { asks, trueIf, commands } = signature.test
  return { asks, trueIf, commands: commands.map(testCommand) }
}
