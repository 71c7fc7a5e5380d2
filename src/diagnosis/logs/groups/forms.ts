// A look-up of everything that depends on a message's masked form alone: its group, the level its words state, and what
// they say about the lines to come. Rule: no text is made for a form that is known; the table is bounded and refilled.
import { spanText } from '../characters.ts'
import { foldBitsOf, isExceptionHead } from '../folding.ts'
import { levelNumber } from '../levels.ts'
import { levelBeforeColon, levelInCapitals, levelOfProgram } from '../line-level.ts'
import type { GroupTree } from './groups.ts'
import { emptyMask, maskMessage } from './mask.ts'
import { type Template, templateOf } from './template.ts'

const size = 1 << 17
const mostForms = 60_000
const seenBits = 1 << 22

export class MessageForms {
  /** The form that was looked up last. */
  group = 0
  level = 0
  fold = 0
  private readonly tree: GroupTree
  private readonly mask = emptyMask()
  private readonly hashes = new Int32Array(size * 2)
  private readonly groups = new Int32Array(size).fill(-1)
  private readonly levels = new Uint8Array(size)
  private readonly folds = new Uint8Array(size)
  private used = 0
  private readonly seen = new Uint8Array(seenBits / 8)
  private seenCount = 0

  constructor(tree: GroupTree) {
    this.tree = tree
  }

  /** Looks a message up by its words. */
  find(bytes: Uint8Array, start: number, end: number): void {
    const { mask } = this
    maskMessage(bytes, start, end, mask)
    if (this.lookUp(mask.h1, mask.h2)) return
    const text = spanText(bytes, start, Math.min(end, start + 300))
    this.level = levelOfText(text)
    this.fold = foldBitsOf(text)
    if (this.tree.isCrowded && this.isFirst(mask.h1, mask.h2)) {
      this.group = this.tree.rareGroup()
      return
    }
    this.group = this.tree.find(templateOf(bytes, mask))
    this.add(mask.h1, mask.h2)
  }

  /** Where most lines are never said again, a form gets a group of its own when it comes a second time. */
  private isFirst(h1: number, h2: number): boolean {
    const place = (h1 ^ Math.imul(h2, 0x9e3779b1)) & (seenBits - 1)
    const bit = 1 << (place & 7)
    const before = this.seen[place >> 3]! & bit
    this.seen[place >> 3]! |= bit
    this.seenCount += 1
    if (this.seenCount > seenBits / 4) {
      this.seen.fill(0)
      this.seenCount = 0
    }
    return before === 0
  }

  /** Looks up what was recognised as a whole; `template` is asked for where it is new. */
  findWhole(h1: number, h2: number, template: () => Template): void {
    if (this.lookUp(h1, h2)) return
    this.level = 0
    this.fold = 0
    this.group = this.tree.find(template())
    this.add(h1, h2)
  }

  private lookUp(h1: number, h2: number): boolean {
    let slot = h1 & (size - 1)
    for (;;) {
      const group = this.groups[slot]!
      if (group < 0) return false
      if (this.hashes[2 * slot] === h1 && this.hashes[2 * slot + 1] === h2) {
        this.group = group
        this.level = this.levels[slot]!
        this.fold = this.folds[slot]!
        return true
      }
      slot = (slot + 1) & (size - 1)
    }
  }

  private add(h1: number, h2: number): void {
    if (this.used >= mostForms) {
      this.groups.fill(-1)
      this.used = 0
    }
    let slot = h1 & (size - 1)
    while (this.groups[slot]! >= 0) slot = (slot + 1) & (size - 1)
    this.hashes[2 * slot] = h1
    this.hashes[2 * slot + 1] = h2
    this.groups[slot] = this.group
    this.levels[slot] = this.level
    this.folds[slot] = this.fold
    this.used += 1
  }
}

function levelOfText(text: string): number {
  if (isExceptionHead(text)) return levelNumber.error
  return levelBeforeColon(text) || levelInCapitals(text) || levelOfProgram(text)
}
