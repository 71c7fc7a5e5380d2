// Opens the diff of a commit over any pane. It is read once in a session, and is on the record as what was looked at.
import { showCommit } from '../diagnosis/hypotheses/commit-test.ts'
import { commandLine } from '../incident/command.ts'
import { pushOverlay } from '../store/view-changes.ts'
import type { Hands, Scene } from './scene.ts'

/** True where there is a repository and the name could be a commit's. */
export function canShowCommit(sha: string, { repository }: Pick<Scene, 'repository'>): boolean {
  return repository !== null && showCommit(repository, sha) !== null
}

export function openCommit(sha: string, scene: Scene, hands: Hands): void {
  const spec = scene.repository === null ? null : showCommit(scene.repository, sha)
  if (!spec) return
  const line = commandLine(spec)
  const seen = scene.state.commands.findLast(
    run => commandLine(run.spec) === line && scene.output.lines(run.runId).length > 0,
  )
  const runId = seen?.runId ?? hands.run(spec, { kind: 'adhoc' }, { kind: 'none' })
  if (runId !== null) hands.change(pushOverlay({ kind: 'diff', runId, title: `diff of ${sha.slice(0, 7)}`, top: 0 }))
}
