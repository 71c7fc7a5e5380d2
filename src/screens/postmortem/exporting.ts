// Writing the document to a file, and what is said about where it is.
import type { IncidentState } from '../../incident/state.ts'
import { documentName } from '../../postmortem/file-name.ts'
import { type DocumentFormat, documentFormats } from '../../postmortem/formats.ts'
import { notify } from '../../store/view-changes.ts'
import type { Hands, Scene } from '../scene.ts'

/** The format that the configuration asks for, else Markdown. */
export function usualFormat({ config }: Pick<Scene, 'config'>): DocumentFormat {
  const wanted = config.postmortem.format
  return documentFormats.find(one => one === wanted) ?? 'md'
}

export function fileName(state: IncidentState, format: DocumentFormat): string {
  return `${documentName(state)}.${format}`
}

/** The file written last, as people name it; null where none was. */
export function writtenPath({ exports }: Pick<IncidentState, 'exports'>): string | null {
  return exports.at(-1)?.path ?? null
}

/** A person has added to the incident since the file was written. What rules notice does not count: it never ends. */
export function isOutdated({ exports, timeline, moments }: IncidentState): boolean {
  const last = exports.at(-1)
  if (!last) return false
  const news = timeline.some(row => row.recordedAt > last.at && row.by !== 'rule' && row.type !== 'postmortem.exported')
  return news || (moments.closed ?? 0) > last.at
}

export function writeDocument(format: DocumentFormat, scene: Scene, hands: Hands): void {
  void written(format, scene, hands).then(({ text, tone }) => hands.change(notify(text, tone, scene.now)))
}

async function written(
  format: DocumentFormat,
  { state, config }: Scene,
  hands: Hands,
): Promise<{ readonly text: string; readonly tone: 'ok' | 'warn' }> {
  // Charts, HTML and templates are loaded when they are first needed.
  const { makeDocument } = await import('../../postmortem/making.ts')
  const template = await hands.writing.template()
  if (template && 'failed' in template) return { text: template.failed, tone: 'warn' }
  const { names = false, charts = 'svg' } = config.postmortem
  let mistake: string | null = null
  const make = (name: string) => {
    const made = makeDocument(state, { format, names, charts, name, ...(template && { template }) })
    mistake = made.templateMistake
    return made
  }
  const known = state.exports.flatMap(({ path, sha256 }) => (sha256 === null ? [] : [{ path, sha256 }]))
  const saved = await hands.writing.save({ name: documentName(state), format, known, make })
  if ('failed' in saved) return { text: saved.failed, tone: 'warn' }
  const { path, sha256, beside } = saved
  hands.dispatch({ kind: 'recordExport', path, format, sha256 })
  const why = beside === null ? '' : ` ${beside} was edited by someone and stays as it is.`
  if (mistake === null) return { text: `Written: ${path}.${why}`, tone: 'ok' }
  return { text: `Written without the template: ${mistake}. The built-in document is in ${path}.`, tone: 'warn' }
}
