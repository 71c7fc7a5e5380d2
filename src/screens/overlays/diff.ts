// The diff of a suspect, a page at a time, from its beginning; ] and [ go from file to file.

import { type DiffLine, diffRows, readDiff } from '../../components/DiffView.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind } from '../overlay.ts'
import type { Scene } from '../scene.ts'
import { scrollSteps } from '../scroll-steps.ts'

export const diffOverlay: OverlayKind<'diff'> = {
  look: ({ runId, title, top }, scene, { width, height }) => {
    const lines = diffOf(runId, scene)
    const files = placesOfFiles(lines)
    const at = Math.max(0, Math.min(top, lines.length - height))
    const file = files.filter(place => place <= Math.max(top, at)).length
    const where = files.length > 1 ? `file ${Math.max(1, file)} of ${files.length}, ` : ''
    const hidden = scene.output.hidden(runId)
    const cut = hidden > 0 ? `the first ${hidden} lines are not shown, ` : ''
    return {
      title,
      meta: `${cut}${where}${lines.length} lines`,
      rows: lines.length > 0 ? diffRows({ lines, top: at, width, height }) : waitingRows(runId, scene, width, height),
      at: 'top',
    }
  },
  next: () => ({ action: 'close the diff', run: (_, hands) => hands.change(popOverlay) }),
  hints: ({ runId }, scene) => [
    { key: '↑↓', label: 'scroll' },
    { key: '] [', label: 'next and previous file', disabled: placesOfFiles(diffOf(runId, scene)).length < 2 },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    const lines = diffOf(overlay.runId, scene)
    const top = moved(key, overlay.top, lines)
    if (top !== null) hands.change(replaceOverlay({ ...overlay, top }))
  },
}

function moved(key: string, top: number, lines: readonly DiffLine[]): number | null {
  const files = placesOfFiles(lines)
  if (key === ']') return files.find(place => place > top) ?? top
  if (key === '[') return files.findLast(place => place < top) ?? 0
  const by = scrollSteps[key]
  return by === undefined ? null : Math.max(0, Math.min(lines.length - 1, top + by))
}

function diffOf(runId: string, { output }: Scene): DiffLine[] {
  return readDiff(output.lines(runId).map(line => line.text))
}

function placesOfFiles(lines: readonly DiffLine[]): number[] {
  return lines.flatMap((line, index) => (line.kind === 'file' ? [index] : []))
}

/** Before the first line has come, or where none came. */
function waitingRows(runId: string, { state }: Scene, width: number, height: number) {
  const run = state.commands.find(one => one.runId === runId)
  const words = run?.state === 'ended' ? run.tail.trim() || 'git showed nothing' : 'reading the change …'
  const lines = words.split('\n').map((text): DiffLine => ({ kind: 'about', text, number: null }))
  return diffRows({ lines, top: 0, width, height })
}
