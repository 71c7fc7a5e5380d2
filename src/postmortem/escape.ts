// Text from outside inside Markdown: it reads as it was written and changes nothing around it.

/** One line of plain words; every sign that Markdown could act on is escaped. */
export function words(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~$&]/g, '\\$&')
    .replace(/^([#>+=-]|\d+(?=[.)]))/, '\\$1')
    .replace(/^\\(\d+)/, '$1\\')
}

/** A code span that holds any text, backticks too. */
export function code(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ')
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest > 0 ? `${fence} ${flat} ${fence}` : `${fence}${flat}${fence}`
}
