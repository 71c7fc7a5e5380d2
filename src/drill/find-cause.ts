// The responder's diagnosis: waits until the ranking is the same twice, tests the best hypothesis and confirms it.
import { testFor } from '../diagnosis/hypothesis-tests.ts'
import { minute, second } from '../incident/time.ts'
import type { Moves } from './moves.ts'

/** Ranked again every 10 s: what leads for longer has led twice. */
const settledMs = 12 * second
const leastScore = 30

export async function findCause(moves: Moves): Promise<void> {
  const { repo, now } = moves.at
  moves.do({ kind: 'goToPhase', phase: 'diagnose' })
  await moves.until('an error group in the logs', () => moves.state.evidence.some(one => one.kind === 'group'))
  for (const evidence of moves.state.evidence.filter(one => one.kind === 'group').slice(0, 2)) {
    moves.do({ kind: 'keepEvidence', evidenceId: evidence.id })
  }
  let leader: string | null = null
  let since = now()
  const hasSettled = () => {
    const id = bestOf(moves)?.id ?? null
    if (id !== leader) since = now()
    leader = id
    return id !== null && now() - since >= settledMs
  }
  await moves.until('a hypothesis that leads', hasSettled, 2 * minute)
  const best = bestOf(moves)
  if (!best) throw new Error('no hypothesis is left')
  const why = [...best.reasons].sort((a, b) => b.points - a.points)[0]?.text ?? ''
  await moves.caption(`most likely (${Math.round(best.score)}): ${best.title}; ${why}`)
  const test = testFor(best, repo)
  for (const spec of test?.commands.slice(0, 1) ?? []) {
    await moves.run(spec, { kind: 'test', hypothesisId: best.id, asks: test?.asks ?? '' })
  }
  const group = moves.state.evidence.find(one => one.kind === 'group' && one.state === 'kept')
  const rootCause = `${best.title}${group ? `: ${group.title}` : ''}`
  moves.do({ kind: 'confirmHypothesis', hypothesisId: best.id, rootCause })
  await moves.caption(`confirmed: ${best.title}`)
}

function bestOf({ state }: Moves) {
  const open = state.hypotheses.filter(one => one.state === 'open' && one.score >= leastScore)
  return open.sort((a, b) => b.score - a.score)[0] ?? null
}
