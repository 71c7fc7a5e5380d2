// The questions about people: whom a role is handed to, what someone is the expert for, whom a person has paged by hand.
import { byHand } from '../../incident/people/channels.ts'
import { draftFor, openComposer } from '../telling.ts'
import type { PromptTable } from './prompts.ts'

export const peoplePrompts: Pick<PromptTable, 'role' | 'expertise' | 'paged'> = {
  role: {
    title: 'Hand over',
    placeholder: 'to whom',
    gives: 'write the hand-off brief',
    give: (to, { role }, scene, hands) => {
      const purpose = { kind: 'brief', role, to } as const
      openComposer(purpose, draftFor(purpose, scene), hands)
      return undefined
    },
  },
  expertise: {
    title: 'Expert',
    placeholder: 'for what: payments, the database',
    gives: 'be the expert for it',
    give: (text, _, { who }, hands) =>
      void hands.dispatch({ kind: 'takeRole', role: `expert, ${text}`, person: who.replace(/@.*$/, '') }),
  },
  paged: {
    title: 'Paged by hand',
    placeholder: 'whom, and how: lee, by telephone',
    gives: 'record the page',
    give: (whom, _, __, hands) =>
      void hands.dispatch({
        kind: 'page',
        messageId: hands.newId(),
        whom,
        through: byHand,
        text: '',
        consent: { kind: 'none' },
      }),
  },
}
