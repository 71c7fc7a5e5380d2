// Asked before something that can be undone: `y` runs it, Enter does not.

import { confirmRows } from '../../components/Confirm.ts'
import { commandLine } from '../../incident/command.ts'
import { popOverlay } from '../../store/view-changes.ts'
import type { OverlayKind } from '../overlay.ts'
import { acting } from '../read-only.ts'
import { watchRun } from '../running.ts'

export const confirmOverlay: OverlayKind<'confirm'> = {
  look: ({ title, spec, facts }, { who }, { width }) => ({
    title,
    meta: facts.some(([label, value]) => label === 'Undo' && value === 'none is set up')
      ? 'no undo is set up, asks y'
      : 'can be undone, asks y',
    rows: confirmRows({
      before: facts.map(([label, words]) => ({ label, words })),
      commands: [{ id: 'it', ticked: true, command: commandLine(spec), effect: 'writes', takes: '', selected: true }],
      after: [
        { label: 'Runs in', words: `${spec.cwd ?? 'the folder this was started in'} as ${who}` },
        { label: 'Kept', words: 'output, exit code and time' },
      ],
      width,
    }),
    at: 'bottom',
  }),
  next: ({ title }, scene) =>
    acting(
      { action: title.charAt(0).toLowerCase() + title.slice(1), chip: 'y', detail: 'Enter alone never runs it' },
      scene,
    ),
  hints: (_, scene) => [
    { key: 'y', label: 'run it', disabled: scene.readOnly },
    { key: 'Esc', label: 'do nothing' },
  ],
  key: (key, { spec, purpose }, _, hands) => {
    if (key !== 'y' && key !== 'Y') return
    hands.change(popOverlay)
    watchRun(hands.run(spec, purpose, { kind: 'yes' }), hands)
  },
}
