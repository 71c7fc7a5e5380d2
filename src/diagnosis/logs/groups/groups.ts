// Every message's group: an exact look-up of its masked form first, and now and then a merge of forms that are one
// statement. Rule: bounded memory; the number of a group, once given, keeps its meaning (a merged one points on).

import type { MaskedMessage } from './mask.ts'
import { siblingMerges } from './merge.ts'
import { type Template, templateOf } from './template.ts'

const mostForms = 60_000

export class GroupTree {
  private readonly forms = new Map<number, number>()
  /** Per group its template; where it was merged into another, where to look on. */
  private readonly templates: Template[] = []
  private readonly into: number[] = []
  private readonly byText = new Map<string, number>()
  private settled = 0

  /** The group of a masked message: a number that `resolve` turns into the group it belongs to by now. */
  find(bytes: Uint8Array, message: MaskedMessage): number {
    const known = this.forms.get(message.key)
    if (known !== undefined) return known
    const tokens = templateOf(bytes, message)
    const group = this.groupOf(tokens)
    if (this.forms.size >= mostForms) this.forms.clear()
    this.forms.set(message.key, group)
    if (this.templates.length - this.settled > 4000) this.settle()
    return group
  }

  private groupOf(tokens: Template): number {
    const text = tokens.join(' ')
    const same = this.byText.get(text)
    if (same !== undefined) return same
    const group = this.templates.length
    this.templates.push(tokens)
    this.into.push(group)
    this.byText.set(text, group)
    return group
  }

  /** The group that a number means by now. */
  resolve(group: number): number {
    let at = group
    while (this.into[at] !== at) at = this.into[at] as number
    return at
  }

  template(group: number): Template {
    return this.templates[this.resolve(group)] as Template
  }

  /** Merges what is one statement. */
  settle(): void {
    for (let round = 0; round < 4; round += 1) {
      const alive = this.into.flatMap((into, group) => (into === group ? [group] : []))
      const merges = siblingMerges(alive.map(group => this.templates[group] as Template))
      for (const { members, tokens } of merges)
        this.join(
          members.map(member => alive[member] as number),
          tokens,
        )
      if (merges.length === 0) break
    }
    this.settled = this.templates.length
  }

  private join(members: readonly number[], tokens: Template): void {
    const text = tokens.join(' ')
    const same = this.byText.get(text)
    const all = same === undefined ? members : [...members, this.resolve(same)]
    const target = Math.min(...all)
    for (const member of all) this.into[member] = target
    this.templates[target] = tokens
    this.byText.set(text, target)
  }
}
