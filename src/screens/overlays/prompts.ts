// The prompt table: how each question is asked, and what its answer does. An answer that cannot be taken says why.
import { cleanText } from '../../incident/redact.ts'
import type { PromptPurpose } from '../../store/view.ts'
import { filterPane } from '../../store/view-changes.ts'
import { startRevert } from '../fixing.ts'
import { runTyped } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { giveNote, giveRetraction, giveZone, noteEcho } from '../writing.ts'
import { fixPrompts } from './fix-prompts.ts'
import { logPrompts } from './log-prompts.ts'
import { peoplePrompts } from './people-prompts.ts'
import { verifyPrompts } from './verify-prompts.ts'

export interface PromptKind<P extends PromptPurpose> {
  readonly title: string
  readonly placeholder: string
  /** What Enter does: `add the note`. */
  readonly gives: string
  readonly may?: 'be empty'
  /** After every letter: what is typed takes effect at once. */
  readonly typed?: (text: string, scene: Scene, hands: Hands) => void
  /** Under the field, where nothing is wrong: what has come of it so far. */
  readonly says?: (text: string, scene: Scene) => string
  /** Left with Esc: what Esc is said to do, and what it does. */
  readonly leaves?: string
  readonly left?: (scene: Scene, hands: Hands) => void
  /** A sentence where the answer cannot be taken, else nothing. */
  readonly give: (text: string, purpose: P, scene: Scene, hands: Hands) => string | undefined
}

export type PromptTable = { readonly [K in PromptPurpose['kind']]?: PromptKind<Extract<PromptPurpose, { kind: K }>> }

const prompts: PromptTable = {
  note: {
    title: 'Note',
    placeholder: 'what you see or did; 14:30 before it says when',
    gives: 'add the note to the timeline',
    says: noteEcho,
    give: giveNote,
  },
  guess: {
    title: 'Your decision',
    placeholder: 'what you would do now',
    gives: 'go on, and see what was decided',
    give: (text, _, __, hands) => {
      hands.replay?.answer(text)
      return undefined
    },
  },
  impact: {
    title: 'Impact',
    placeholder: 'who is affected, and how',
    gives: 'keep this as the impact',
    give: (text, _, __, hands) => void hands.dispatch({ kind: 'setImpact', text }),
  },
  hypothesis: {
    title: 'Your own hypothesis',
    placeholder: 'what could be the cause',
    gives: 'add it to the list',
    give: (title, _, __, hands) => {
      const own = { hypothesisKind: 'own', suspectSha: null, byRule: false }
      hands.dispatch({ kind: 'proposeHypothesis', hypothesisId: hands.newId(), title, ...own })
    },
  },
  reject: {
    title: 'Reject it',
    placeholder: 'what speaks against it; may stay empty',
    gives: 'reject it, it is kept with the reason',
    may: 'be empty',
    give: (reason, { hypothesisId }, _, hands) =>
      void hands.dispatch({ kind: 'rejectHypothesis', hypothesisId, reason }),
  },
  rootCause: {
    title: 'Root cause',
    placeholder: 'what was wrong, in one sentence',
    gives: 'confirm this as the root cause',
    give: (text, { hypothesisId }, _, hands) =>
      void hands.dispatch(
        hypothesisId === null
          ? { kind: 'setRootCause', text }
          : { kind: 'confirmHypothesis', hypothesisId, rootCause: text },
      ),
  },
  revertTarget: {
    title: 'Revert a commit or a range',
    placeholder: 'a commit id, a tag, or from..to: what broke it',
    gives: 'rehearse its revert; nothing is pushed',
    give: (target, _, scene, hands) => {
      if (!/^[\w][\w./~^@-]*(?:\.\.[\w][\w./~^@-]*)?$/.test(target))
        return 'type a commit id, a tag, or a range such as a1f3c9e..4c1d2e0'
      startRevert({ sha: target, subject: '' }, scene, hands)
      return undefined
    },
  },
  retract: {
    title: 'Take the row back',
    placeholder: 'why: wrong incident, written twice, not true',
    gives: 'take it back; it stays readable in the record',
    give: giveRetraction,
  },
  zone: {
    title: 'Second zone',
    placeholder: 'Europe/Berlin, America/New_York, Asia/Tokyo',
    gives: 'show the times in this zone too; instants stay UTC',
    give: giveZone,
  },
  run: {
    title: 'Run a command',
    placeholder: 'program and arguments; no shell, no expansion',
    gives: 'run it, its output is kept',
    give: (text, _, scene, hands) => runTyped(text, scene, hands),
  },
  ...logPrompts,
  ...fixPrompts,
  ...peoplePrompts,
  ...verifyPrompts,
  paneFilter: {
    title: 'Filter',
    placeholder: 'show only rows with these letters',
    gives: 'filter the pane',
    may: 'be empty',
    give: (text, { pane }, _, hands) => hands.change(filterPane(pane, text)) as undefined,
  },
}

export function promptKind(purpose: PromptPurpose): PromptKind<PromptPurpose> {
  const kind = prompts[purpose.kind] as PromptKind<PromptPurpose> | undefined
  if (!kind) throw new Error(`no prompt for ${purpose.kind}`)
  return kind
}

/** Takes the answer; everything typed or pasted passes the cleaner here. */
export function giveAnswer(text: string, purpose: PromptPurpose, scene: Scene, hands: Hands): string | undefined {
  const clean = cleanText(text).trim()
  const kind = promptKind(purpose)
  if (clean === '' && kind.may !== 'be empty') return 'type something first, or press Esc'
  return kind.give(clean, purpose, scene, hands)
}
