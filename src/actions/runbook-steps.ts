// The commands of a runbook written in Markdown: what stands in its fences, one step a command, titled by what is
// written above it. Nothing is run here.
import type { RunbookStep } from '../config/schema.ts'
import { splitCommandLine } from '../incident/command.ts'

/** Languages whose fences hold commands; a fence of no language does too. */
const commandLanguages = /^(?:sh|bash|zsh|shell|console|terminal|shell-session)?$/i
/** Signs that only a shell understands. */
const shellSigns = /[|&;<>()$`*?]|\b(?:for|while|if|case|function)\b/

export function runbookSteps(markdown: string): RunbookStep[] {
  const steps: RunbookStep[] = []
  let title = ''
  let fence: { readonly mark: string; readonly isCommands: boolean; readonly lines: string[] } | null = null
  for (const line of markdown.split(/\r?\n/)) {
    const [, mark, language = ''] = /^\s{0,3}(`{3,}|~{3,})\s*([\w-]*)/.exec(line) ?? []
    if (fence) {
      if (mark?.startsWith(fence.mark) && language === '') {
        if (fence.isCommands) steps.push(...stepsOf(fence.lines, title))
        fence = null
      } else fence.lines.push(line)
    } else if (mark) fence = { mark, isCommands: commandLanguages.test(language), lines: [] }
    else if (line.trim() !== '') title = line.replace(/^[#\s>*-]*(?:\d+[.)]\s+)?/, '').trim() || title
  }
  return steps
}

/** In a transcript only what stands behind a prompt is a command; a construct over several lines stays one. */
function stepsOf(lines: readonly string[], title: string): RunbookStep[] {
  const prompted = lines.filter(line => /^\s*[$#] \S/.test(line))
  const isTranscript = prompted.some(line => /^\s*\$ /.test(line))
  const raw = isTranscript
    ? prompted.filter(line => /^\s*\$ /.test(line)).map(line => line.replace(/^\s*\$ /, ''))
    : lines
  const joined = raw.join('\n').replace(/\\\n\s*/g, ' ')
  if (/<<|^\s*(?:for|while|if|case|function)\b|\{\s*$/m.test(joined)) return [stepOf(joined.trim(), title)]
  return joined
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => stepOf(line, title))
}

/** What a runbook's command changes is not known: it asks before it runs. */
function stepOf(line: string, title: string): RunbookStep {
  const bare = line.replace(/'[^']*'|"[^"$`]*"/g, '')
  const argv = shellSigns.test(bare) ? null : splitCommandLine(line)
  const run = argv && argv.length > 0 ? argv : ({ shell: true, line } as const)
  return { run, title: title.slice(0, 120), risk: 'reversible' }
}
