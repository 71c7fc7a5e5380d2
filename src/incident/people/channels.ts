// The two ways to tell someone that need no configuration.

/** A page that a person made by telephone or by calling across the room: recorded, nothing is sent. */
export const byHand = 'by hand'

/** An update that a person pastes where it belongs: the terminal's clipboard and a file. */
export const copied = 'copy'
