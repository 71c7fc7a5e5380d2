// The responder's fix: the revert of a guilty commit, else the mitigations one after the other until the signals are back.
import type { MitigationConfig } from '../config/schema.ts'
import { type CommandSpec, command, commandLine } from '../incident/command.ts'
import { second } from '../incident/time.ts'
import type { Moves } from './moves.ts'

const effectMs = 90 * second

export async function cure(moves: Moves): Promise<void> {
  moves.do({ kind: 'goToPhase', phase: 'fix' })
  const confirmed = moves.state.hypotheses.find(one => one.state === 'confirmed')
  return confirmed?.suspectSha ? revert(moves, confirmed.suspectSha) : mitigate(moves)
}

async function revert(moves: Moves, sha: string): Promise<void> {
  const { newId } = moves.at
  const fixId = newId()
  const why = 'a revert needs no new code and can itself be reverted'
  moves.do({ kind: 'chooseFix', fixId, fixKind: 'revert', title: `revert ${sha.slice(0, 7)}`, targets: [sha], why })
  const chosen = () => moves.state.fixes.find(one => one.id === fixId)
  await moves.until('the rehearsal', () => (chosen()?.rehearsal ?? null) !== null)
  await moves.caption(`rehearsed: ${chosen()?.rehearsal?.summary}`)
  if (chosen()?.state !== 'rehearsed') throw new Error(`the revert cannot be made: ${chosen()?.rehearsal?.summary}`)
  for (const step of chosen()?.steps ?? []) {
    if (!step.command) continue
    const purpose = { kind: 'fix', fixId, step: step.id } as const
    const consent = { kind: 'word', typed: step.command.word ?? '' } as const
    await moves.caption(`typed "${step.command.word}" to run: ${commandLine(step.command)}`)
    moves.do({ kind: 'runCommand', runId: newId(), spec: step.command, purpose, consent })
    const settled = () => chosen()?.steps.find(one => one.id === step.id)?.state
    await moves.until(step.title, () => settled() === 'done' || settled() === 'failed')
    if (settled() === 'failed') throw new Error(`${step.title} failed`)
  }
  await moves.until('the revert live and every signal back', () => chosen()?.state === 'completed')
}

/** What can be taken back is tried first, and is taken back where it does not help. */
async function mitigate(moves: Moves): Promise<void> {
  const { mitigations, newId } = moves.at
  const byUndo = [...mitigations].sort((a, b) => Number(Boolean(b.undo)) - Number(Boolean(a.undo)))
  for (const { name, run, undo, expect = null } of byUndo) {
    const mitigationId = newId()
    const undoSpec = undo ? specOf(undo) : null
    const purpose = { kind: 'mitigation', name, mitigationId } as const
    await moves.caption(`switches on: ${name}`)
    const asked = { kind: 'yes' } as const
    await moves.run(specOf(run), { ...purpose, direction: 'do', undo: undoSpec, expect }, asked)
    const helped = await moves
      .until(name, () => moves.isBack(), effectMs)
      .then(
        () => true,
        () => false,
      )
    const detail = helped ? 'every signal is back' : `still outside: ${moves.whatIsOutside()}`
    moves.do({ kind: 'judgeMitigation', mitigationId, worked: helped, detail })
    if (helped) return
    await moves.caption(`no help: ${name}; ${detail}`)
    if (undoSpec) await moves.run(undoSpec, { ...purpose, direction: 'undo' }, asked)
  }
  throw new Error('no mitigation helped')
}

function specOf(run: MitigationConfig['run']): CommandSpec {
  const rest = { tier: 'reversible', timeoutMs: 30 * second } as const
  return Array.isArray(run) ? command(run, rest) : command([run.line], { ...rest, shell: true })
}
