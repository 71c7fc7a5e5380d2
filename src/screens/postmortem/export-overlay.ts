// In which form the document is written, and where to.
import { optionRows } from '../../components/OptionList.ts'
import { blankRow, muted, row } from '../../components/rows/row.ts'
import { type DocumentFormat, documentFormats } from '../../postmortem/formats.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'
import { fileName, writeDocument } from './exporting.ts'

const meanings: Record<DocumentFormat, readonly [title: string, words: string]> = {
  md: ['Markdown', 'reads well as it is, and in a repository'],
  html: ['HTML', 'one file with its charts, for reading and printing'],
  json: ['JSON', 'everything, for programs'],
}

export const exportOverlay: OverlayKind<'export'> = {
  look: ({ index }, { config, state }, { width }) => {
    const items = documentFormats.map((format, at) => {
      const [title, words] = meanings[format]
      return { id: format, code: String(at + 1), title, words, meta: fileName(state, format), selected: at === index }
    })
    const folder = config.postmortem.dir ?? 'the folder the cockpit was started in'
    return {
      title: 'Write the document',
      rows: [
        ...optionRows({ items, width }),
        blankRow,
        row(muted(`into ${folder}; a file that someone edited is left alone`)),
      ],
      at: 'bottom',
    }
  },
  next: ({ index }, { state }) => {
    const format = documentFormats[index] ?? 'md'
    return { action: `write ${fileName(state, format)}`, run: (scene, hands) => write(format, scene, hands) }
  },
  hints: () => [
    { key: '↑↓', label: 'choose' },
    { key: 'Esc', label: 'not now' },
  ],
  key: (key, overlay, scene, hands) => {
    const digit = documentFormats[Number(key) - 1]
    if (digit) return write(digit, scene, hands)
    const by = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    const index = Math.max(0, Math.min(documentFormats.length - 1, overlay.index + by))
    hands.change(replaceOverlay({ ...overlay, index }))
  },
}

function write(format: DocumentFormat, scene: Scene, hands: Hands): void {
  hands.change(popOverlay)
  writeDocument(format, scene, hands)
}
