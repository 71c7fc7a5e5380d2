// The visual language in one table: what each token means, and which terminal codes say it on each kind of terminal.
// Rule: no token ever sets white or black; text is the terminal's own foreground.

/** The background the colours were chosen for; `unknown` is readable on both. */
export type Background = 'dark' | 'light' | 'unknown'
export type ColourDepth = 'truecolor' | '256' | '16' | 'none'

/** What a piece of text means. Names say the role, never the colour. */
export type Token =
  | 'text'
  | 'strong'
  | 'muted'
  | 'info'
  | 'accent'
  | 'ok'
  | 'warn'
  | 'warnStrong'
  | 'critical'
  | 'criticalStrong'
  | 'border'
  | 'frameFocused'
  | 'frameDanger'
  | 'chipCritical'
  | 'chipWarn'
  | 'chipAccent'
  | 'chipMuted'

export type Hue = 'muted' | 'accent' | 'ok' | 'warn' | 'critical' | 'border'

export interface TokenStyle {
  readonly hue?: Hue
  readonly bold?: true
  readonly inverse?: true
}

export const tokenStyles: Record<Token, TokenStyle> = {
  text: {},
  strong: { bold: true },
  muted: { hue: 'muted' },
  info: { hue: 'accent' },
  accent: { hue: 'accent', bold: true },
  ok: { hue: 'ok' },
  warn: { hue: 'warn' },
  warnStrong: { hue: 'warn', bold: true },
  critical: { hue: 'critical' },
  criticalStrong: { hue: 'critical', bold: true },
  border: { hue: 'border' },
  frameFocused: { hue: 'accent' },
  frameDanger: { hue: 'critical', bold: true },
  chipCritical: { hue: 'critical', bold: true, inverse: true },
  chipWarn: { hue: 'warn', bold: true, inverse: true },
  chipAccent: { hue: 'accent', bold: true, inverse: true },
  chipMuted: { hue: 'muted', bold: true, inverse: true },
}

type Rgb = readonly [number, number, number]

export const rgb: Record<Background, Record<Hue, Rgb>> = {
  dark: {
    muted: [0x8b, 0x94, 0x9e],
    accent: [0x6c, 0xb6, 0xff],
    ok: [0x7e, 0xc6, 0x99],
    warn: [0xe3, 0xb3, 0x41],
    critical: [0xff, 0x7b, 0x72],
    border: [0x48, 0x4f, 0x58],
  },
  light: {
    muted: [0x59, 0x63, 0x6e],
    accent: [0x05, 0x50, 0xae],
    ok: [0x11, 0x63, 0x29],
    warn: [0x7d, 0x4e, 0x00],
    critical: [0xb3, 0x16, 0x1f],
    border: [0xaf, 0xb8, 0xc1],
  },
  unknown: {
    muted: [0x76, 0x76, 0x76],
    accent: [0x2f, 0x7e, 0xd8],
    ok: [0x2f, 0x8a, 0x4a],
    warn: [0xa8, 0x73, 0x0c],
    critical: [0xd9, 0x45, 0x3d],
    border: [0x80, 0x80, 0x80],
  },
}

export const palette256: Record<Background, Record<Hue, number>> = {
  dark: { muted: 246, accent: 75, ok: 114, warn: 179, critical: 210, border: 240 },
  light: { muted: 242, accent: 25, ok: 22, warn: 94, critical: 124, border: 250 },
  unknown: { muted: 243, accent: 32, ok: 28, warn: 130, critical: 167, border: 244 },
}

/** SGR codes on 16 colours. 2 is dim (never 90, invisible in Solarized); 1 is bold where no hue is safe. */
export const sgr16: Record<Background, Record<Hue, number>> = {
  dark: { muted: 2, accent: 36, ok: 32, warn: 33, critical: 31, border: 2 },
  light: { muted: 2, accent: 34, ok: 32, warn: 1, critical: 31, border: 2 },
  unknown: { muted: 2, accent: 1, ok: 32, warn: 1, critical: 31, border: 2 },
}

/** Without any hue: dim for the quiet, bold for what speaks, nothing for ok. */
export const sgrNone: Record<Hue, number | null> = { muted: 2, accent: 1, ok: null, warn: 1, critical: 1, border: 2 }

export const selectionRgb: Record<'dark' | 'light', Rgb> = { dark: [0x22, 0x30, 0x4a], light: [0xdb, 0xe9, 0xf9] }
export const selection256: Record<'dark' | 'light', number> = { dark: 236, light: 254 }
