// What a person typed and has not given yet, in small files beside the events, so that no crash loses it.
// Rule: drafts are one person's own; they are never events, and a failed write never stops the typing.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanLines } from '../../incident/redact.ts'

export interface Drafts {
  /** Every unfinished text of this person, by its name. */
  read(incidentId: string): Readonly<Record<string, string>>
  /** Keeps a text; an empty one is forgotten. */
  keep(incidentId: string, name: string, text: string): void
}

export function createDrafts(home: string, identity: string): Drafts {
  const folderOf = (incidentId: string) => join(home, 'incidents', incidentId, 'drafts', fileOf(identity))
  return {
    read: incidentId => {
      const drafts: Record<string, string> = {}
      try {
        for (const file of readdirSync(folderOf(incidentId))) {
          if (!file.endsWith('.txt')) continue
          const name = Buffer.from(file.slice(0, -4), 'base64url').toString('utf8')
          drafts[name] = cleanLines(readFileSync(join(folderOf(incidentId), file), 'utf8'))
        }
      } catch {
        // No draft was kept, or none can be read: there is nothing to take up.
      }
      return drafts
    },
    keep: (incidentId, name, text) => {
      const folder = folderOf(incidentId)
      const file = join(folder, `${fileOf(name)}.txt`)
      try {
        if (text === '') return rmSync(file, { force: true })
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.new`, text, { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch {
        // The text is still in memory, and a full disk is said where events are written.
      }
    },
  }
}

/** Any name as a file's. */
function fileOf(name: string): string {
  return Buffer.from(name, 'utf8').toString('base64url')
}
