// Which commands would tell whether a hypothesis is true: read-only ones, from the table of signatures.
import type { CommandSpec } from '../incident/command.ts'
import type { Reason } from '../incident/events.ts'
import { changeFixes } from './hypotheses/changes.ts'
import { commitTest } from './hypotheses/commit-test.ts'
import { testCommand } from './hypotheses/rank.ts'
import { signatures } from './hypotheses/signatures/table.ts'
import type { FixOption, Signature } from './hypotheses/types.ts'

export interface HypothesisTest {
  /** The question the commands answer. */
  readonly asks: string
  readonly trueIf: string
  /** What would rule it out. */
  readonly falseIf: string
  readonly commands: readonly CommandSpec[]
}

export interface TestSubject {
  readonly kind: string
  readonly title: string
  readonly suspectSha: string | null
  /** Of the ranking; they may name the place in a trace. */
  readonly reasons?: readonly Reason[]
}

/** Null where no command is known to help: then looking is up to a person. */
export function testFor(
  { kind, title, suspectSha, reasons }: TestSubject,
  repository: string | null,
  own: readonly Signature[] = [],
): HypothesisTest | null {
  if (suspectSha !== null) {
    const { asks, trueIf, falseIf, tests } = commitTest(suspectSha, repository, reasons)
    return tests.length === 0 ? null : { asks, trueIf, falseIf, commands: tests }
  }
  const signature = signatureOf({ kind, title }, own)
  if (!signature || signature.test.commands.length === 0) return null
  const { asks, trueIf, falseIf, commands } = signature.test
  return { asks, trueIf, falseIf, commands: commands.map(testCommand) }
}

/** What usually helps against it, best first; nothing for what no table knows. */
export function fixesFor(
  { kind, title, suspectSha }: TestSubject,
  own: readonly Signature[] = [],
): readonly FixOption[] {
  if (suspectSha !== null) return changeFixes(suspectSha)
  return signatureOf({ kind, title }, own)?.fixes ?? []
}

function signatureOf({ kind, title }: Pick<TestSubject, 'kind' | 'title'>, own: readonly Signature[]) {
  const all = [...own, ...signatures]
  return all.find(one => one.kind === kind) ?? all.find(one => one.says.test(title) || one.told?.test(title))
}
