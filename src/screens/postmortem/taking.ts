// Taking a suggestion: one key makes it an action item, and it is not offered again.
import type { Suggestion } from '../../postmortem/suggestions.ts'
import { choose, forget } from '../../store/view-changes.ts'
import type { Hands, Scene } from '../scene.ts'
import { chosenItem, outlineList, suggestionItems } from './outline.ts'

/** The cursor goes on to the next suggestion where it stood on one, else to what is missing next. */
export function takeSuggestion({ id, text, kind, priority }: Suggestion, scene: Scene, hands: Hands): void {
  const item = { actionId: hands.newId(), text, itemKind: kind, owner: null, due: null, priority, suggestion: id }
  if (!hands.dispatch({ kind: 'addActionItem', ...item })) return
  const following = suggestionItems(scene).find(one => one.suggestion.id !== id)
  const stays = chosenItem(scene)?.kind === 'suggestion' && following !== undefined
  hands.change(stays ? choose(outlineList, following.id, scene.now) : forget(outlineList))
}
