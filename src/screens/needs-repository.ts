// Why a fix by git cannot be made here, with what was found instead.
import type { Scene } from './scene.ts'

/** A condition: `needs a git repository with a remote: none is here`. */
export function needsRepository({ whyNoRepository }: Pick<Scene, 'whyNoRepository'>): string {
  return `needs a git repository with a remote${whyNoRepository ? `: ${whyNoRepository}` : ''}`
}
