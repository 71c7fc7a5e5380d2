// Where a message can go: the channels an audience is told through, and the two ways that need no configuration.
import { type Audience, audiences } from './update-draft.ts'

/** A page that a person made by telephone or by calling across the room: recorded, nothing is sent. */
export const byHand = 'by hand'

/** An update that a person pastes where it belongs: the terminal's clipboard and a file. */
export const copied = 'copy'

interface UpdateChannel {
  readonly name: string
  readonly audience?: readonly Audience[] | undefined
}

/** Those named for the audience, or open to all; a channel with an audience's own name is that audience's. Else the clipboard. */
export function channelsFor(audience: Audience, channels: readonly UpdateChannel[]): string[] {
  const fitting = channels.filter(({ name, audience: whose }) => {
    if (whose) return whose.includes(audience)
    const named = audiences.find(one => one === name.toLowerCase())
    return named === undefined || named === audience
  })
  return fitting.length === 0 ? [copied] : fitting.map(channel => channel.name)
}
