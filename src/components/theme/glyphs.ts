// Every sign the screens use, one cell each, with its ASCII twin, so that no column moves under --ascii.
// Rule: a sign never stands alone; a word beside it says the same.

export const glyph = {
  done: '✓',
  failing: '✗',
  warning: '▲',
  todo: '○',
  cursor: '▸',
  unfolded: '▾',
  unknown: '?',
  deploy: '↑',
  moment: '●',
  decision: '◆',
  evidence: '◇',
  note: '✎',
  command: '$',
  sent: '»',
  barFull: '━',
  barEmpty: '·',
  baseline: '┄',
  caret: '▏',
  prompt: '›',
  ellipsis: '…',
  times: '×',
  became: '→',
  disabled: '–',
  missing: '–',
} as const

/** Columns of a sparkline, from almost nothing to full. */
export const sparkSteps = '▁▂▃▄▅▆▇█'

const twins: Readonly<Record<string, string>> = {
  '✓': 'v',
  '✗': 'x',
  '▲': '!',
  '○': 'o',
  '▸': '>',
  '▾': 'v',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '→': '>',
  '●': '@',
  '◆': '*',
  '◇': '&',
  '✎': '"',
  '»': '>',
  '━': '=',
  '▁': '_',
  '▂': '.',
  '▃': '-',
  '▄': ':',
  '▅': '=',
  '▆': '+',
  '▇': '*',
  '█': '#',
  '┄': '-',
  '╭': '+',
  '╮': '+',
  '╰': '+',
  '╯': '+',
  '│': '|',
  '─': '-',
  '└': '+',
  '╔': '#',
  '╗': '#',
  '╚': '#',
  '╝': '#',
  '═': '=',
  '║': '#',
  '…': '~',
  '×': 'x',
  '▏': '_',
  '›': '>',
  '·': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '␛': '^',
}

const twinned = new RegExp(`[${Object.keys(twins).join('')}]`, 'gu')

/** The same text with every sign of ours replaced by its ASCII twin; other people's letters stay as they are. */
export function toAscii(text: string): string {
  return text.replace(twinned, sign => twins[sign] ?? sign)
}
