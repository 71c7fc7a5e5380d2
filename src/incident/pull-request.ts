// The text of a pull request, from what the incident holds: what, impact, evidence, risk, how to verify.
import type { FixState, IncidentState } from './state.ts'
import { toIso } from './time.ts'

/** Markdown; a part nothing is known about is left out, never made up. */
export function pullRequestBody(state: IncidentState, fix: FixState): string {
  const parts: (readonly [title: string, lines: readonly string[]])[] = [
    ['What', whatLines(state, fix)],
    ['Impact', impactLines(state)],
    ['Evidence', evidenceLines(state)],
    ['Risk', riskLines(fix)],
    ['How to verify', verifyLines(state, fix)],
  ]
  const written = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `## ${title}\n\n${lines.join('\n')}`)
  return `${written.join('\n\n')}\n\nIncident ${state.id ?? ''}\n`
}

function whatLines({ rootCause, title }: IncidentState, fix: FixState): string[] {
  const about =
    fix.kind === 'revert'
      ? `Takes back ${fix.targets.map(target => target.slice(0, 12)).join(', ')}.`
      : `Hotfix: ${fix.title}.`
  return [about, '', rootCause ? `Cause: ${rootCause.text}` : `Cause not confirmed yet. Symptom: ${title}`]
}

function impactLines({ impact, moments, severity }: IncidentState): string[] {
  const since = moments.started === null ? [] : [`Since ${toIso(moments.started).slice(0, 16).replace('T', ' ')} UTC.`]
  return [...(severity ? [`${severity}.`] : []), ...(impact ? [impact] : []), ...since]
}

const evidenceShown = 8

function evidenceLines({ evidence }: IncidentState): string[] {
  const kept = evidence.filter(one => one.state === 'kept').slice(0, evidenceShown)
  return kept.map(({ label, title, detail }) => `- ${label ?? ''} ${title}${detail ? ` (${detail})` : ''}`)
}

function riskLines({ rehearsal, kind }: FixState): string[] {
  const checks = (rehearsal?.checks ?? []).filter(check => check.title !== 'gh')
  const said = checks.map(({ title, ok, detail }) => `- ${ok ? 'ok' : 'look'}: ${title}${detail ? `, ${detail}` : ''}`)
  return kind === 'hotfix' ? [...said, '- undo: revert this merge'] : [...said, '- undo: revert the revert']
}

function verifyLines({ symptom, title }: IncidentState, fix: FixState): string[] {
  const tests = fix.steps.filter(step => step.id.startsWith('test')).map(step => `- \`${step.title}\``)
  const place = symptom?.endpoint ? `${symptom.endpoint} answers as before` : `no longer seen: ${title}`
  return [...tests, `- ${place}; error rate and latency back inside what was usual before the onset`]
}
