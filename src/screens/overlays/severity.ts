// The severity picker: four rows, a draft with its reasons, and nothing else to decide.
import { factRows, optionRows } from '../../components/OptionList.ts'
import { info, stack } from '../../components/rows/row.ts'
import { type Severity, severities, severityMeaning } from '../../incident/vocabulary.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import { severityDraftOf } from '../drafts.ts'
import type { OverlayKind, OverlayOf } from '../overlay.ts'
import type { Hands, Scene } from '../scene.ts'

export const severityOverlay: OverlayKind<'severity'> = {
  look: ({ index }, scene, { width }) => {
    const draft = severityDraftOf(scene)
    const items = severities.map((severity, at) => ({
      id: severity,
      code: severity,
      title: severityMeaning[severity].word,
      words: severityMeaning[severity].meaning,
      meta: severity === scene.state.severity ? 'now' : severity === draft?.severity ? info('draft') : '',
      selected: at === index,
    }))
    const why = draft ? [{ label: `Why ${draft.severity}`, words: draft.reasons.join(', ') }] : []
    return {
      title: 'Severity',
      meta: draft ? 'draft from your words and the signals' : '',
      rows: stack(optionRows({ items, width }), factRows(why, { width, indent: 3, lines: 2 })),
      at: 'bottom',
    }
  },
  next: ({ index }, { state }) => {
    const severity = severityAt(index)
    const word = `${severity} ${severityMeaning[severity].word}`
    return { action: state.severity === severity ? `leave it at ${word}` : `set ${word}`, run: take }
  },
  hints: () => [
    { key: '↑↓', label: 'choose' },
    { key: '0–3', label: 'take P0 to P3' },
    { key: 'Esc', label: 'not now' },
  ],
  key: (key, overlay, scene, hands) => {
    const step = key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0
    if (step !== 0) {
      const index = Math.min(severities.length - 1, Math.max(0, overlay.index + step))
      return hands.change(replaceOverlay({ ...overlay, index }))
    }
    const typed = severities.findIndex(severity => severity.endsWith(key))
    if (typed !== -1) setSeverity(severityAt(typed), scene, hands)
  },
}

function take(scene: Scene, hands: Hands): void {
  const overlay = scene.view.overlays.at(-1) as OverlayOf<'severity'>
  setSeverity(severityAt(overlay.index), scene, hands)
}

function setSeverity(severity: Severity, scene: Scene, hands: Hands): void {
  const draft = severityDraftOf(scene)
  const reason = draft?.severity === severity ? draft.reasons.join(', ') : ''
  hands.dispatch({ kind: 'setSeverity', severity, reason })
  hands.change(popOverlay)
}

function severityAt(index: number): Severity {
  return severities[index] ?? 'P2'
}
