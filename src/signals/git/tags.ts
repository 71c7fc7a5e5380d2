// Tags that were made in a window: for many a tag is the release.
import { cleanText } from '../../incident/redact.ts'
import { type Instant, second } from '../../incident/time.ts'
import { git } from './git.ts'

export interface MadeTag {
  readonly name: string
  readonly subject: string
  readonly author: string
  readonly at: Instant
}

const most = 50
const fields = ['%(refname:short)', '%(creatordate:unix)', '%(taggername)%(authorname)', '%(contents:subject)']

/** Newest first. Throws GitTrouble. */
export async function readTags(repo: string, since: Instant): Promise<MadeTag[]> {
  const format = `--format=${fields.join('%00')}`
  const listed = await git(repo, ['for-each-ref', '--sort=-creatordate', `--count=${most}`, format, 'refs/tags'])
  return listed
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [name = '', time, author = '', subject = ''] = line.split('\0')
      const words = { name: cleanText(name), author: cleanText(author), subject: cleanText(subject) }
      return { ...words, at: Number(time) * second }
    })
    .filter(tag => tag.at >= since)
}
