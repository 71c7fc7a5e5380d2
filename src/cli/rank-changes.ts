// Asks the repository around the cockpit which change is the likely cause.
import { findSuspects } from '../signals/git/suspects.ts'
import type { RankChanges } from '../store/proposing.ts'
import type { Surroundings } from './surroundings.ts'

const usualWindowMs = 6 * 3_600_000

export function rankerFor({ config, place }: Pick<Surroundings, 'config' | 'place'>): RankChanges {
  const configured = Array.isArray(config.changes.git) ? config.changes.git[0] : config.changes.git
  const repo = place?.repo ?? null
  const ref = configured?.ref ?? (place ? `refs/remotes/${place.remote}/${place.branch}` : undefined)
  return async ({ onsetAt, symptomText, deploys }) => {
    if (repo === null) return null
    const windowMs = configured?.window ?? usualWindowMs
    const search = { repo, ref, onsetAt, windowMs, symptomText, deploys, withDiffs: true }
    const { ranking } = await findSuspects(search)
    return ranking
  }
}
