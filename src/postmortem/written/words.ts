// Words of a written file as the record keeps them: fields of one line lose their markup and keep every word and address,
// fields of several lines stay Markdown.
import { cleanLines, cleanText } from '../../incident/redact.ts'

/** Links and pictures become their words and their address, which every format makes a link again. */
export function oneLine(text: string): string {
  const linked = text
    .replace(/!?\[([^\][]+)\]\((https?:\/\/[^\s()]+)\)/g, '$1 ($2)')
    .replace(/<(https?:\/\/[^\s<>]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![`\w])`([^`\n]+)`(?![`\w])/g, '$1')
  return cleanText(linked)
}

/** One text as it is, several as a list; a part of several lines stays within its point. */
export function listed(parts: readonly string[]): string {
  if (parts.length === 1) return cleanLines(parts[0] as string)
  const points = parts.map(part => `- ${part.trim().replace(/\n(?=[^\n])/g, '\n  ')}`)
  return cleanLines(points.join('\n'))
}
