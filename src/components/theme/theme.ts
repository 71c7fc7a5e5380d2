// A theme: the terminal codes for every token, worked out once, and whether glyphs are replaced by their ASCII twins.
// Rule: every code opened has its own closing code, so rows can be cut and laid over one another.
import type { Background, ColourDepth, Hue, Token } from './tokens.ts'
import { palette256, rgb, selection256, selectionRgb, sgr16, sgrNone, tokenStyles } from './tokens.ts'

interface Codes {
  readonly open: string
  readonly close: string
}

export interface Theme {
  readonly background: Background
  readonly depth: ColourDepth
  readonly ascii: boolean
  readonly codes: Readonly<Record<Token, Codes>>
  readonly selection: Codes
  /** True where the selected row is reversed: then its tokens give way to the row's own style. */
  readonly selectionFlattens: boolean
}

export interface ThemeChoice {
  readonly background?: Background
  readonly depth?: ColourDepth
  readonly ascii?: boolean
}

/** The theme for a terminal; what is not known is `unknown`, truecolor and not ASCII. */
export function createTheme({ background = 'unknown', depth = 'truecolor', ascii = false }: ThemeChoice = {}): Theme {
  const codes = {} as Record<Token, Codes>
  for (const token of Object.keys(tokenStyles) as Token[]) codes[token] = codesOf(token, background, depth)
  return { background, depth, ascii, codes, ...selectionOf(background, depth) }
}

function codesOf(token: Token, background: Background, depth: ColourDepth): Codes {
  const style = tokenStyles[token]
  if (style.inverse && (depth === '16' || depth === 'none')) return depth === '16' ? join([7], [1]) : join([7])
  const colours: number[][] = []
  if (style.hue && !plainWithoutHue(token, depth)) {
    const colour = hueCodes(style.hue, background, depth)
    if (colour && !(token === 'info' && colour[0] === 1)) colours.push(colour)
  }
  if (style.bold && !colours.some(code => code[0] === 1)) colours.push([1])
  if (style.inverse) colours.push([7])
  return join(...colours)
}

/** A focused frame is told by being neither dim nor bold where there is no hue. */
function plainWithoutHue(token: Token, depth: ColourDepth): boolean {
  return token === 'frameFocused' && depth === 'none'
}

function hueCodes(hue: Hue, background: Background, depth: ColourDepth): number[] | null {
  if (depth === 'truecolor') return [38, 2, ...rgb[background][hue]]
  if (depth === '256') return [38, 5, palette256[background][hue]]
  if (depth === '16') return [sgr16[background][hue]]
  const code = sgrNone[hue]
  return code === null ? null : [code]
}

function selectionOf(
  background: Background,
  depth: ColourDepth,
): { readonly selection: Codes; readonly selectionFlattens: boolean } {
  const coloured = depth === 'truecolor' || depth === '256'
  if (!coloured || background === 'unknown')
    return { selection: coloured ? join([7], [1]) : join([7]), selectionFlattens: true }
  const code = depth === 'truecolor' ? [48, 2, ...selectionRgb[background]] : [48, 5, selection256[background]]
  return { selection: join(code), selectionFlattens: false }
}

function join(...codes: readonly (readonly number[])[]): Codes {
  const open = codes.map(code => `\x1b[${code.join(';')}m`).join('')
  const closers = new Set(codes.map(code => closerOf(code[0] ?? 0)))
  return { open, close: [...closers].map(code => `\x1b[${code}m`).join('') }
}

function closerOf(code: number): number {
  if (code === 1 || code === 2) return 22
  if (code === 7) return 27
  return code === 48 ? 49 : 39
}
