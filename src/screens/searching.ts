// `/` and the keys beside it where the focused pane has nothing of its own for them.

import { focusPane } from '../store/view-changes.ts'
import { openPrompt } from './asking.ts'
import type { Command } from './command.ts'
import type { Scene } from './scene.ts'

const filtered = ({ layout }: Scene): boolean => layout.focus === 'health' || layout.focus === 'timeline'
const wantsOther = (what: string) => () => `needs ${what}`

export const searching: readonly Command[] = [
  {
    id: 'search',
    keys: ['/'],
    shown: '/',
    label: 'search',
    help: 'filter the pane; from the workbench, search the logs',
    group: 'everywhere',
    quiet: true,
    enabled: ({ layout }) =>
      layout.focus === 'updates' ? 'needs another pane: there is nothing to search here' : true,
    run: (scene, hands) => {
      const pane = scene.layout.focus
      if (filtered(scene)) return openPrompt({ kind: 'paneFilter', pane }, scene, hands, scene.view.filters[pane] ?? '')
      hands.change(focusPane('logs'))
      openPrompt({ kind: 'logSearch' }, scene, hands, scene.view.log.search)
    },
  },
  {
    id: 'mark',
    keys: ['m'],
    shown: 'm',
    label: 'mark',
    help: 'mark this line or row as evidence',
    group: 'everywhere',
    enabled: wantsOther('a log line or a health target under the cursor; Tab goes there'),
    run: () => {},
  },
  {
    id: 'wrap',
    keys: ['w'],
    shown: 'w',
    label: 'wrap',
    help: 'wrap long lines',
    group: 'everywhere',
    quiet: true,
    enabled: wantsOther('the logs; Tab goes there'),
    run: () => {},
  },
]
