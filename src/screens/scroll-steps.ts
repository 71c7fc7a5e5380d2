// The keys that move through the rows of an overlay, and by how many rows.

/** Far past either end; whoever moves stops there. */
const far = 1e6

export const scrollSteps: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -10,
  pagedown: 10,
  space: 10,
  g: -far,
  home: -far,
  G: far,
  end: far,
}
