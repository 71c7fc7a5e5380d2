// Every message's group: an exact look-up of its masked form first, then the patterns that merges have taught, and now
// and then a merge of forms that are one statement. Rule: bounded memory, and the number of a group keeps its meaning.
import type { Instant } from '../../../incident/time.ts'
import { absorptions } from './absorb.ts'
import { type Merge, pairMerges, siblingMerges } from './merge.ts'
import { Patterns } from './patterns.ts'
import { skeletonMerges } from './skeletons.ts'
import { stretchMerges } from './stretches.ts'
import { type Template, value } from './template.ts'

/** What is counted of a group. */
export interface Group {
  template: Template
  count: number
  /** Events per level, in the order of `levelWords`. */
  readonly levels: number[]
  firstLine: number
  firstAt: Instant | null
  lastAt: Instant | null
}

const mostGroups = 12_000
const firstPatience = 4000
const lastPatience = 500_000
const crowdedPatience = 30_000
/** Numbers ever given; beyond, what is new counts as rare. */
const mostNumbers = 4_000_000

export class GroupTree {
  private readonly patterns = new Patterns()
  private readonly byText = new Map<string, number>()
  private readonly alive = new Map<number, Group>()
  /** Per number ever given: itself, or the number it was merged into. */
  private readonly into: number[] = []
  private unsettled = 0
  /** New templates after which merging is tried; grows while it finds nothing: some logs never say the same twice. */
  private patience = firstPatience
  private rare = -1

  /** New templates come all the time and are hardly ever one statement. */
  get isCrowded(): boolean {
    return this.patience >= crowdedPatience
  }

  /** The group of a template: a number that `resolve` turns into the group it belongs to by now. */
  find(template: Template): number {
    const group = this.groupOf(template)
    if (this.unsettled > this.patience) this.settle()
    else if (this.alive.size > mostGroups + mostGroups / 4) this.forgetRare()
    return group
  }

  /** The group that a number means by now. */
  resolve(group: number): number {
    let at = group
    while (this.into[at] !== at) at = this.into[at] as number
    return at
  }

  group(number: number): Group {
    return this.alive.get(this.resolve(number)) as Group
  }

  /** Every group that has events, in the order of their first lines. */
  all(): Group[] {
    return [...this.alive.values()].filter(group => group.count > 0).sort((a, b) => a.firstLine - b.firstLine)
  }

  /** Counts one event of a group. */
  count(number: number, event: { readonly line: number; readonly at: Instant | null; readonly level: number }): void {
    const group = this.group(number)
    if (group.count === 0 || event.line < group.firstLine) group.firstLine = event.line
    group.count += 1
    group.levels[event.level] = (group.levels[event.level] ?? 0) + 1
    if (event.at === null) return
    if (group.firstAt === null || event.at < group.firstAt) group.firstAt = event.at
    if (group.lastAt === null || event.at > group.lastAt) group.lastAt = event.at
  }

  /** Merges what is one statement, and keeps the number of groups bounded. */
  settle(): void {
    if (this.unsettled === 0) return
    const before = this.alive.size
    for (let round = 0; round < 8; round += 1) {
      const merged =
        this.mergeBy(siblingMerges) ||
        this.mergeBy(pairMerges) ||
        this.mergeBy(stretchMerges) ||
        this.mergeBy(skeletonMerges)
      if (!this.absorb() && !merged) break
    }
    const isFruitless = this.alive.size > before * 0.9
    this.patience = isFruitless ? Math.min(this.patience * 2, lastPatience) : firstPatience
    if (this.alive.size > mostGroups) this.forgetRare()
    this.unsettled = 0
  }

  /** Merges what one way of comparing finds; whether it found anything. */
  private mergeBy(find: (templates: readonly Template[]) => readonly Merge[]): boolean {
    const numbers = [...this.alive.keys()]
    const merges = find(numbers.map(number => (this.alive.get(number) as Group).template))
    for (const merge of merges) this.merge(merge, numbers)
    return merges.length > 0
  }

  /** Puts what a general template covers into its group; whether there was anything. */
  private absorb(): boolean {
    const numbers = [...this.alive.keys()]
    const groups = numbers.map(number => this.alive.get(number) as Group)
    const found = absorptions(groups.map(({ template, count }) => ({ tokens: template, count })))
    for (const [from, to] of found) {
      const [source, target] = [numbers[from] as number, numbers[to] as number]
      this.byText.set((groups[from] as Group).template.join(' '), target)
      this.join(source, target)
    }
    return found.size > 0
  }

  private groupOf(form: Template): number {
    let tokens = form
    for (let tries = 0; tries < 8; tries += 1) {
      const known = this.byText.get(tokens.join(' '))
      if (known !== undefined) return this.resolve(known)
      const next = this.patterns.apply(tokens)
      if (!next) break
      tokens = next
    }
    if (this.into.length >= mostNumbers) return this.rareGroup()
    this.unsettled += 1
    return this.open(tokens)
  }

  private open(template: Template): number {
    const number = this.into.length
    this.into.push(number)
    this.byText.set(template.join(' '), number)
    this.alive.set(number, {
      template,
      count: 0,
      levels: [0, 0, 0, 0, 0, 0, 0],
      firstLine: 0,
      firstAt: null,
      lastAt: null,
    })
    return number
  }

  private merge({ members, pattern }: Merge, numbers: readonly number[]): void {
    // A merge of the same round may have taken one of them already.
    const all = [...new Set(members.map(member => this.resolve(numbers[member] as number)))]
    for (const number of all) this.byText.delete((this.alive.get(number) as Group).template.join(' '))
    this.patterns.add(pattern)
    const text = pattern.becomes.join(' ')
    const same = this.byText.get(text)
    if (same !== undefined && !all.includes(this.resolve(same))) all.push(this.resolve(same))
    const target = Math.min(...all)
    for (const number of all) if (number !== target) this.join(number, target)
    ;(this.alive.get(target) as Group).template = pattern.becomes
    this.byText.set(text, target)
  }

  private join(from: number, to: number): void {
    const source = this.alive.get(from) as Group
    const target = this.alive.get(to) as Group
    this.into[from] = to
    this.alive.delete(from)
    if (source.count === 0) return
    if (target.count === 0 || source.firstLine < target.firstLine) target.firstLine = source.firstLine
    target.count += source.count
    source.levels.forEach((count, level) => {
      target.levels[level] = (target.levels[level] as number) + count
    })
    target.firstAt = earlier(target.firstAt, source.firstAt)
    target.lastAt = later(target.lastAt, source.lastAt)
  }

  /** The rarest half goes into one group of everything that was seen hardly ever. */
  private forgetRare(): void {
    const rare = this.rareGroup()
    const ranked = [...this.alive]
      .filter(([number]) => number !== rare)
      .sort((a, b) => a[1].count - b[1].count || a[0] - b[0])
    for (const [number, { template }] of ranked.slice(0, ranked.length - mostGroups / 2)) {
      this.byText.delete(template.join(' '))
      this.join(number, rare)
    }
  }

  /** The one group of what came hardly ever. */
  rareGroup(): number {
    if (this.rare < 0) this.rare = this.open([value])
    return this.rare
  }
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null ? b : b === null ? a : Math.min(a, b)
}

function later(a: Instant | null, b: Instant | null): Instant | null {
  return a === null ? b : b === null ? a : Math.max(a, b)
}
