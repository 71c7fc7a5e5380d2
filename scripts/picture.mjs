// Turns a captured terminal frame into a picture: `tmux capture-pane -p -e | node scripts/picture.mjs > docs/cockpit.svg`.
// Understands the SGR sequences a frame holds; every run of one style is one <text> placed by its cell.
import { readFileSync } from 'node:fs'
import stringWidth from 'string-width'

const cell = { width: 8.4, height: 18 }
const pad = 16
const basic = ['#484f58', '#ff7b72', '#7ec699', '#e3b341', '#6cb6ff', '#d2a8ff', '#76e3ea', '#c9d1d9']
const plain = { colour: '#d5dbe1', background: null, bold: false, dim: false, inverse: false }
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

const lines = readFileSync(0, 'utf8').replace(/\n+$/, '').split('\n')
let style = plain
const drawn = lines.map((line, row) => drawLine(line, row))
const columns = Math.max(...drawn.map(one => one.columns))
const width = Math.ceil(columns * cell.width + 2 * pad)
const height = lines.length * cell.height + 2 * pad
process.stdout.write(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="The cockpit of incident-tui in a terminal">
<rect width="${width}" height="${height}" rx="10" fill="#16191f"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">
${drawn.map(one => one.svg).join('\n')}
</g>
</svg>
`,
)

function drawLine(line, row) {
  const runs = []
  let column = 0
  for (const part of line.split(/(\x1b\[[\d;]*m)/)) {
    const codes = /^\x1b\[([\d;]*)m$/.exec(part)
    if (codes) {
      style = styled(style, codes[1].split(';').map(Number))
      continue
    }
    for (const { segment } of graphemes.segment(part)) {
      const last = runs.at(-1)
      if (last && last.style === style && last.to === column) {
        last.text += segment
        last.to += stringWidth(segment)
      } else {
        runs.push({ text: segment, style, from: column, to: column + stringWidth(segment) })
      }
      column += stringWidth(segment)
    }
  }
  return { columns: column, svg: runs.map(run => drawRun(run, row)).join('') }
}

function drawRun({ text, style: { colour, background, bold, dim, inverse }, from, to }, row) {
  const x = (pad + from * cell.width).toFixed(1)
  const length = ((to - from) * cell.width).toFixed(1)
  const ground = inverse ? colour : background
  const box = ground
    ? `<rect x="${x}" y="${pad + row * cell.height}" width="${length}" height="${cell.height}" fill="${ground}"/>`
    : ''
  if (text.trim() === '') return box
  const ink = inverse ? '#16191f' : colour
  const weight = bold ? ' font-weight="bold"' : ''
  const faint = dim ? ' opacity="0.65"' : ''
  const y = pad + row * cell.height + 13.5
  return `${box}<text x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${ink}"${weight}${faint}>${escaped(text)}</text>`
}

function styled(before, codes) {
  let next = before
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0
    if (code === 0) next = plain
    else if (code === 1) next = { ...next, bold: true }
    else if (code === 2) next = { ...next, dim: true }
    else if (code === 7) next = { ...next, inverse: true }
    else if (code === 22) next = { ...next, bold: false, dim: false }
    else if (code === 27) next = { ...next, inverse: false }
    else if (code === 39) next = { ...next, colour: plain.colour }
    else if (code === 49) next = { ...next, background: null }
    else if (code >= 30 && code <= 37) next = { ...next, colour: basic[code - 30] }
    else if (code === 38 || code === 48) {
      const { hex, used } = extended(codes.slice(at + 1))
      next = code === 38 ? { ...next, colour: hex } : { ...next, background: hex }
      at += used
    }
  }
  return next
}

/** `2;r;g;b` or `5;n` behind 38 or 48. */
function extended([kind, ...rest]) {
  if (kind === 2) return { hex: `#${rest.slice(0, 3).map(hex2).join('')}`, used: 4 }
  const index = rest[0] ?? 0
  if (index < 16) return { hex: basic[index % 8], used: 2 }
  if (index >= 232) return { hex: `#${hex2(8 + (index - 232) * 10).repeat(3)}`, used: 2 }
  const level = step => (step === 0 ? 0 : 55 + step * 40)
  const cube = index - 16
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6]
  return { hex: `#${parts.map(part => hex2(level(part))).join('')}`, used: 2 }
}

function hex2(value) {
  return Math.max(0, Math.min(255, value)).toString(16).padStart(2, '0')
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
