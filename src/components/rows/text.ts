// Measuring, cutting and wrapping plain text in terminal cells. Rule: never through the middle of a grapheme.
import stringWidth from 'string-width'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Letters and signs known to take one cell each: measuring them is counting them. */
const oneCellEach = /^[\x20-\x7e·×–−…›»↑-↓←→─-╿▀-▟▲▸▾○●◆◇✓✗✎]*$/

/** Width in terminal cells, as Ink measures it. */
export function textWidth(text: string): number {
  return oneCellEach.test(text) ? text.length : stringWidth(text)
}

/** What a person would call the letters of a text. */
export function lettersOf(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('')
  return Array.from(graphemes.segment(text), part => part.segment)
}

/** At most `width` cells, the end replaced by `…` when something is lost. */
export function cutEnd(text: string, width: number): string {
  if (width <= 0) return ''
  if (textWidth(text) <= width) return text
  return takeCells(text, width - 1) + '…'
}

/** At most `width` cells, keeping the last segment: for paths, addresses and refs (`src/…/payment.js:42`). */
export function cutMiddle(text: string, width: number): string {
  if (width <= 0) return ''
  if (textWidth(text) <= width) return text
  const slash = text.lastIndexOf('/', text.length - 2)
  const tail = slash < 0 ? text : text.slice(slash)
  const tailWidth = textWidth(tail)
  if (tail.length < text.length && tailWidth < width) {
    const head = takeCells(text, width - tailWidth - 1)
    const whole = head.lastIndexOf('/')
    return `${whole > 0 ? head.slice(0, whole + 1) : head}…${tail}`
  }
  const right = Math.ceil((width - 1) / 2)
  return takeCells(text, width - 1 - right) + '…' + takeCellsFromEnd(text, right)
}

/** The first letters that fit in `width` cells. */
export function takeCells(text: string, width: number): string {
  if (oneCellEach.test(text)) return text.slice(0, Math.max(0, width))
  let taken = ''
  let used = 0
  for (const letter of lettersOf(text)) {
    used += textWidth(letter)
    if (used > width) break
    taken += letter
  }
  return taken
}

function takeCellsFromEnd(text: string, width: number): string {
  return lettersOf(takeCells(lettersOf(text).reverse().join(''), width))
    .reverse()
    .join('')
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - textWidth(text))) + text
}

/** Lines of at most `width` cells, broken between words; a word longer than a line is broken by letters. */
export function wrapText(text: string, width: number, hanging = 0): string[] {
  if (width <= hanging) return [cutEnd(text, width)]
  const lines: string[] = []
  let line = ''
  const indent = ' '.repeat(hanging)
  const room = () => width - textWidth(line)
  const breakLine = () => {
    lines.push(line.trimEnd())
    line = indent
  }
  for (const part of text.split(/(\s+)/)) {
    if (part === '') continue
    if (/^\s+$/.test(part)) {
      if (line.trim() !== '') line += part.length > room() ? '' : part
      continue
    }
    if (textWidth(part) > room() && line.trim() !== '') breakLine()
    let rest = part
    while (textWidth(rest) > room()) {
      const piece = takeCells(rest, room())
      if (piece === '') {
        // A letter wider than what the indent leaves takes the line without it.
        if (line === '') break
        line = ''
        continue
      }
      line += piece
      rest = rest.slice(piece.length)
      breakLine()
    }
    line += rest
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** What fits of a sentence, ended where a clause ends: half a clause can say the opposite. `least` where none fits. */
export function wholeClauses(text: string, width: number, least = text): string {
  if (textWidth(text) <= width) return text
  const ends = [...text.matchAll(/(?:[:;,]| ·)(?= )/g)].map(({ index }) => index)
  const end = ends.findLast(index => textWidth(text.slice(0, index)) <= width)
  return end === undefined ? least : text.slice(0, end)
}
