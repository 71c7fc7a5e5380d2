// Who could review a fix, and whether a name can be asked.
import type { Scene } from './scene.ts'
import { firstSuspect } from './suspects.ts'

/** Who wrote what is suspected knows it best; empty where nothing is. */
export function suggestedReviewer(scene: Scene): string {
  return firstSuspect(scene)?.author ?? ''
}

/** As a forge names people: a name with a space in it is no one's. */
export function isAccount(name: string): boolean {
  return /^@?[\w.-]+(?:\/[\w.-]+)?$/.test(name)
}
