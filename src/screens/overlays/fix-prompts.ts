// What is asked of the pull request of a fix.
import { isAccount, suggestedReviewer } from '../reviewer.ts'
import type { PromptTable } from './prompts.ts'

export const fixPrompts: PromptTable = {
  requestTitle: {
    title: 'Title of the pull request',
    placeholder: 'HOTFIX: what it changes',
    gives: 'name the pull request so',
    give: (title, { fixId }, _, hands) => void hands.dispatch({ kind: 'requestFix', fixId, title }),
  },
  requestReviewer: {
    title: 'Who reviews it',
    placeholder: 'an account of the forge, or org/team; empty asks nobody',
    gives: 'ask for this review when the pull request is opened',
    may: 'be empty',
    says: (_, scene) => {
      const author = suggestedReviewer(scene)
      if (author === '') return ''
      return `${author} wrote the change that is suspected`
    },
    give: (reviewer, { fixId }, _, hands) => {
      if (reviewer !== '' && !isAccount(reviewer)) return 'type an account name without spaces, or org/team'
      hands.dispatch({ kind: 'requestFix', fixId, reviewer })
      return undefined
    },
  },
}
