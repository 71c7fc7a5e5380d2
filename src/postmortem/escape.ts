// Text from outside inside Markdown: it reads as it was written and changes nothing around it.
import { addressesIn } from './addresses.ts'

/** One line of plain words; every sign that Markdown could act on is escaped, an address stays one that can be followed. */
export function words(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat === '') return '(no words)'
  return addressesIn(flat)
    .map(part => (part.isAddress ? `<${part.text}>` : escaped(part.text)))
    .join('')
    .replace(/^([#>+=-]|\d+(?=[.)]))/, '\\$1')
    .replace(/^\\(\d+)/, '$1\\')
}

/** Words inside a line: nothing at their beginning needs care. What only looks like an address stays words. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~$&]/g, '\\$&')
    .replace(/(?<=[\w.+-])@(?=\w)/g, '\\@')
    .replace(/\b(www)\.(?=\w)/gi, '$1\\.')
    .replace(/\b(https?|ftp):(?=\/\/)/gi, '$1\\:')
}

/** A code span that holds any text, backticks too. */
export function code(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ')
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest > 0 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`
}

/** A fenced block that holds any text, fences too. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`
}
