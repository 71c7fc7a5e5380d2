// What of writing touches the world: the person's editor on one text, and the files that documents go to.
// Rule: nothing that a person wrote is lost or overwritten; what cannot be taken stays in a file that is named.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cleanText } from '../incident/redact.ts'
import type { DocumentFile, Edited, Saved, Writing } from '../screens/writing-hands.ts'
import { editorOf, withTerminal } from './open-editor.ts'

export interface WritingPlaces {
  /** Where texts lie while an editor has them: private, beside the record. */
  readonly scratch: string
  /** The folder for documents; it may not exist yet. */
  readonly documents: () => string
  /** The file of a template; null without one. */
  readonly template: () => string | null
  readonly env: NodeJS.ProcessEnv
}

const largest = 1_000_000

export function createWriting({ scratch, documents, template, env }: WritingPlaces): Writing {
  return {
    edit: (text, name) => edited(text, { name, scratch, env }),
    template: async () => {
      const file = template()
      try {
        return file === null ? null : { source: readFileSync(file, 'utf8'), called: cleanText(file) }
      } catch (error) {
        return {
          failed: `Nothing was written: the template cannot be read, ${messageOf(error)}. See postmortem.template.`,
        }
      }
    },
    save: async document => {
      const folder = documents()
      try {
        mkdirSync(folder, { recursive: true })
        return saved(document, folder)
      } catch (error) {
        return {
          failed: `Nothing was written: ${messageOf(error)}. Set postmortem.dir to a folder that may be written.`,
        }
      }
    },
  }
}

interface Place {
  readonly name: string
  readonly scratch: string
  readonly env: NodeJS.ProcessEnv
}

async function edited(text: string, { name, scratch, env }: Place): Promise<Edited> {
  let file: string
  try {
    mkdirSync(scratch, { recursive: true, mode: 0o700 })
    file = join(mkdtempSync(join(scratch, 'edit-')), name)
    writeFileSync(file, text === '' ? '' : `${text.trimEnd()}\n`, { mode: 0o600 })
  } catch (error) {
    return { failed: `No file for the editor: ${messageOf(error)}. The text can be edited in place.` }
  }
  const [program, ...args] = editorOf(env)
  const ending = await withTerminal(program, [...args, file], dirname(file))
  if (ending === 'notStarted') {
    forgetFile(file)
    return { failed: `The editor ${cleanText(program)} cannot be started. Set EDITOR, or edit the text in place.` }
  }
  const kept = `What it left is in ${file}; nothing was changed.`
  if (ending !== 0) return { failed: `The editor ended with ${ending === 'signal' ? 'a signal' : ending}. ${kept}` }
  const read = textIn(file)
  if (read === null) return { failed: `The editor left no text of a readable kind. ${kept}` }
  forgetFile(file)
  return { text: read }
}

/** The file as text; null where it is gone, larger than a section can be, or no UTF-8. */
function textIn(file: string): string | null {
  try {
    if (statSync(file).size > largest) return null
    const bytes = readFileSync(file)
    return bytes.includes(0) ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function forgetFile(file: string): void {
  rmSync(join(file, '..'), { recursive: true, force: true })
}

/** The first name that is free, or whose file still is as it was written. Throws where the folder cannot be written. */
function saved({ name, format, known, make }: DocumentFile, folder: string): Saved {
  let beside: string | null = null
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}-${number}`
    const path = join(folder, `${free}.${format}`)
    const { text, pictures } = make(free)
    const writePictures = () => {
      for (const picture of pictures) writeFileSync(join(folder, picture.name), picture.text)
    }
    if (!existsSync(path)) {
      writeFileSync(path, text, { flag: 'wx' })
      writePictures()
      return { path, sha256: hashOf(text), beside }
    }
    const there = hashOf(readFileSync(path))
    if (there === hashOf(text)) return { path, sha256: there, beside }
    if (known.some(one => one.path === path && one.sha256 === there)) {
      const next = `${path}.new`
      writeFileSync(next, text)
      renameSync(next, path)
      writePictures()
      return { path, sha256: hashOf(text), beside }
    }
    beside ??= path
  }
}

function messageOf(error: unknown): string {
  return cleanText(error instanceof Error ? error.message : String(error))
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
