// Writing the document to a file, and what is said about where it is.

import type { IncidentState } from '../../incident/state.ts'
import { documentName } from '../../postmortem/file-name.ts'
import { postmortemJson } from '../../postmortem/json.ts'
import { postmortemMarkdown } from '../../postmortem/markdown.ts'
import { notify } from '../../store/view-changes.ts'
import type { Hands, Scene } from '../scene.ts'

export const documentFormats = ['md', 'json'] as const
export type DocumentFormat = (typeof documentFormats)[number]

const makers: Record<DocumentFormat, (state: IncidentState) => string> = {
  md: postmortemMarkdown,
  json: postmortemJson,
}

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

export function writeDocument(format: DocumentFormat, scene: Scene, hands: Hands): void {
  const { state, now } = scene
  const known = state.exports.flatMap(({ path, sha256 }) => (sha256 === null ? [] : [{ path, sha256 }]))
  const document = { name: documentName(state), format, text: makers[format](state), known }
  void hands.writing.save(document).then(saved => {
    if ('failed' in saved) return hands.change(notify(saved.failed, 'warn', now))
    const { path, sha256, beside } = saved
    hands.dispatch({ kind: 'recordExport', path, format, sha256 })
    const why = beside === null ? '' : ` ${beside} was edited by someone and stays as it is.`
    hands.change(notify(`Written: ${path}.${why}`, 'ok', now))
  })
}
