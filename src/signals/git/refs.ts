// Refs become full commit ids before anything else is done with them; a name never reaches git as an option.
import { cleanText } from '../../incident/redact.ts'
import { GitTrouble, git } from './git.ts'

export interface ResolvedRef {
  readonly name: string
  readonly sha: string
}

/** Where production most likely comes from, first that exists. */
const usualRefs = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master', 'HEAD']

/** The commit of a ref, or of the first usual one that exists. Throws GitTrouble where there is none. */
export async function resolveRef(repo: string, named?: string): Promise<ResolvedRef> {
  if (named !== undefined && !isRefName(named)) throw new GitTrouble(`"${cleanText(named)}" is not the name of a ref`)
  const names = named === undefined ? usualRefs : [named]
  const asked = names.map(name => `${name}^{commit}\n`).join('')
  const answers = (await git(repo, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: asked })).split(
    '\n',
  )
  for (const [index, name] of names.entries()) {
    const [sha, type] = (answers[index] ?? '').split(' ')
    if (type === 'commit' && sha !== undefined && /^[0-9a-f]{40,64}$/.test(sha)) return { name, sha }
  }
  if (named === undefined) throw new GitTrouble('the repository has no commit yet')
  throw new GitTrouble(`there is no commit called ${cleanText(named)} here`)
}

function isRefName(name: string): boolean {
  return name !== '' && !name.startsWith('-') && !/[\s\x00-\x1f\x7f]/.test(name)
}
