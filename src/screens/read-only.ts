// What a read-only session does not do stays on the screen and says why not; that it is not done is the core's rule.
import type { NextAction } from './command.ts'
import type { Scene } from './scene.ts'

export const whyReadOnly = 'read-only: started with --read-only'

/** Ready only where the session may act. */
export function acting(next: NextAction, { readOnly }: Pick<Scene, 'readOnly'>): NextAction {
  return readOnly ? { ...next, detail: whyReadOnly, ready: false } : next
}
