// What the pull request of a hotfix says beside its text: its title, and who is asked to review it.

import type { FixState } from '../../incident/state.ts'
import { openPrompt } from '../asking.ts'
import type { Command } from '../command.ts'
import { whyReadOnly } from '../read-only.ts'
import { isAccount, suggestedReviewer } from '../reviewer.ts'
import type { Scene } from '../scene.ts'
import { shownFix, wayShown } from './ways.ts'

const notHotfix = (scene: Scene) => wayShown(scene) !== 'hotfix'

export const requestCommands: readonly Command[] = [
  {
    id: 'request-title',
    keys: ['t'],
    shown: 't',
    label: 'title',
    help: 'title of the pull request of the hotfix',
    group: 'here',
    quiet: notHotfix,
    enabled: canRequest,
    run: (scene, hands) => {
      const fix = shownFix(scene)
      if (fix) openPrompt({ kind: 'requestTitle', fixId: fix.id }, scene, hands, requestTitle(fix))
    },
  },
  {
    id: 'request-reviewer',
    keys: ['w'],
    shown: 'w',
    label: 'reviewer',
    help: 'who is asked to review the hotfix',
    group: 'here',
    quiet: notHotfix,
    enabled: canRequest,
    run: (scene, hands) => {
      const fix = shownFix(scene)
      if (fix)
        openPrompt(
          { kind: 'requestReviewer', fixId: fix.id },
          scene,
          hands,
          fix.request.reviewer ?? (isAccount(suggestedReviewer(scene)) ? suggestedReviewer(scene) : ''),
        )
    },
  },
]

function canRequest(scene: Scene): true | string {
  const fix = shownFix(scene)
  if (fix?.kind !== 'hotfix') return 'is for the hotfix: B'
  if (scene.readOnly) return whyReadOnly
  return fix.steps.some(step => step.id === 'pr' && step.state === 'done') ? 'it is opened already' : true
}

export function requestTitle({ title, request }: FixState): string {
  return request.title ?? `HOTFIX: ${title}`
}

/** The command that opens it, with what a person has written for it. */
export function requestArgv(argv: readonly string[], { request }: FixState): readonly string[] {
  const at = argv.indexOf('--title')
  const named = argv.map((word, index) => (at >= 0 && index === at + 1 && request.title ? request.title : word))
  const reviewer = request.reviewer?.replace(/^@/, '')
  if (!reviewer) return named
  const body = named.indexOf('--body-file')
  const place = body < 0 ? named.length : body
  return [...named.slice(0, place), '--reviewer', reviewer, ...named.slice(place)]
}
