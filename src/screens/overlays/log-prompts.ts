// What the log pane asks for: a search, which takes effect as it is typed, and a time to go to.
import { clockSeconds } from '../../components/theme/times.ts'
import { parseTimeInWords } from '../../incident/times-in-words.ts'
import { changeLog } from '../../store/view-changes.ts'
import { moveToTime } from '../panes/logs/moves.ts'
import { endSearch, goToNearest, wrongWith } from '../panes/logs/searching.ts'
import { hitWords } from '../panes/logs/tool-rows.ts'
import type { Hands, Scene } from '../scene.ts'
import type { PromptTable } from './prompts.ts'

export const logPrompts: Pick<PromptTable, 'logSearch' | 'logTime'> = {
  logSearch: {
    title: 'Search the logs',
    placeholder: 'words, or /a regular expression/; small letters match any case',
    gives: 'go to the newest match; n and N go on',
    may: 'be empty',
    typed: (text, _, hands) => {
      if (wrongWith(text) === undefined) hands.change(changeLog({ search: text }))
    },
    says: (text, scene) => (text === '' ? 'Enter ends the search' : (wrongWith(text) ?? hitWords(scene))),
    leaves: 'end the search',
    left: (_, hands) => endSearch(hands),
    give: (text, _, scene, hands) => {
      const wrong = wrongWith(text)
      if (wrong !== undefined) return wrong
      hands.change(changeLog({ search: text }))
      goToNearest(scene, hands)
      return undefined
    },
  },
  logTime: {
    title: 'Go to a time',
    placeholder: '14:30, 14:30:07, 10m ago; empty goes to the onset',
    gives: 'go to the first line from then on',
    may: 'be empty',
    says: (text, scene) => {
      const at = timeOf(text, scene)
      return at === null ? '' : `${clockSeconds(at)} UTC${at < oldest(scene) ? ', before the oldest line held' : ''}`
    },
    give: (text, _, scene, hands) => goToTime(text, scene, hands),
  },
}

function goToTime(text: string, scene: Scene, hands: Hands): string | undefined {
  const at = timeOf(text, scene)
  if (at === null)
    return text === '' ? 'no onset is known yet; type a time' : 'no time can be read there; type 14:30 or 10m ago'
  hands.change(moveToTime(scene, at))
  return undefined
}

function timeOf(text: string, { state, now }: Scene): number | null {
  if (text.trim() === '') return state.onset?.at ?? state.moments.started
  return parseTimeInWords(text, now)?.at ?? null
}

function oldest({ log, now }: Scene): number {
  return log.line(log.first)?.at ?? now
}
