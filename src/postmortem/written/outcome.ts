// What it cost, what was learned and what follows, as it was written.
import { cleanLines, cleanText } from '../../incident/redact.ts'
import type { SectionId } from '../../incident/vocabulary.ts'
import type { Entering, Path } from './entering.ts'
import type { WrittenIncident } from './schema.ts'
import { listed, oneLine } from './words.ts'

const sections: readonly SectionId[] = [
  'summary',
  'background',
  'trigger',
  'detection',
  'resolution',
  'wentWell',
  'wentBadly',
  'lucky',
  'lessons',
]

export function enterOutcome(written: WrittenIncident, { newId, act }: Entering): void {
  for (const section of sections) {
    const parts = written[section as keyof WrittenIncident] as readonly string[] | undefined
    if (parts) act({ kind: 'writeSection', section, text: listed(parts) }, [section])
  }
  if (written.impact) {
    act({ kind: 'setImpact', text: cleanText(written.impact[0] as string) }, ['impact'])
    if (written.impact.length > 1 || (written.impact[0] as string).includes('\n'))
      act({ kind: 'writeSection', section: 'impact', text: cleanLines(written.impact.join('\n\n')) }, ['impact'])
  }
  for (const [index, { measure, value, unit = '', about, source = '' }] of (written.figures ?? []).entries()) {
    const figure = { measure: cleanText(measure), value, unit: cleanText(unit), source: cleanText(source) }
    act({ kind: 'measureImpact', ...figure, ...(about && { precision: 'about' }) }, ['figures', index])
  }
  for (const [index, one] of (written.evidence ?? []).entries()) {
    const { title, detail = '', source = '' } = one as { title: string; detail?: string; source?: string }
    act(
      {
        kind: 'collectEvidence',
        evidenceId: newId(),
        evidenceKind: 'note',
        title: cleanText(title),
        detail: cleanText(detail),
        source: cleanText(source),
        kept: true,
      },
      ['evidence', index],
    )
  }
  for (const [index, item] of (written.actionItems ?? []).entries())
    enterAction(item, ['actionItems', index], { newId, act })
}

function enterAction(
  item: NonNullable<WrittenIncident['actionItems']>[number],
  path: Path,
  { newId, act }: Pick<Entering, 'newId' | 'act'>,
): void {
  const {
    text,
    kind = 'prevent',
    priority = 'medium',
    owner,
    due,
    link,
    done,
  } = item as Extract<typeof item, { kind?: unknown }>
  const actionId = newId()
  const whose = { owner: owner === undefined ? null : cleanText(owner), due: due ?? null }
  act(
    { kind: 'addActionItem', actionId, text: oneLine(text), itemKind: kind, ...whose, priority, suggestion: null },
    path,
  )
  if (link !== undefined || done)
    act({ kind: 'changeActionItem', actionId, ...(link && { link }), ...(done && { done }) }, path)
}
