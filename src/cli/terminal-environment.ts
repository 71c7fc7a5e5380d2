// What the environment says about the terminal before it is asked: how many colours, which letters, which background.
// Rule: a person's wish (NO_COLOR, FORCE_COLOR) beats every guess.
import type { Background, ColourDepth } from '../components/theme/tokens.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export function colourDepthOf(env: Environment): ColourDepth {
  if (env.NO_COLOR || env.TERM === 'dumb' || env.FORCE_COLOR === '0' || env.FORCE_COLOR === 'false') return 'none'
  if (env.FORCE_COLOR === '3') return 'truecolor'
  if (env.FORCE_COLOR === '2') return '256'
  if (/^(truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'truecolor'
  const term = env.TERM ?? ''
  if (/^(xterm-kitty|xterm-ghostty|alacritty|foot|wezterm|contour)|-direct$/.test(term)) return 'truecolor'
  if (/^(iTerm\.app|WezTerm|vscode|ghostty|Hyper)$/.test(env.TERM_PROGRAM ?? '')) return 'truecolor'
  return /256/.test(term) ? '256' : '16'
}

/** True where signs outside ASCII would not arrive whole: no UTF-8 locale, or the Linux console with its small font. */
export function needsAscii(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  return env.TERM === 'linux' || !/utf-?8/i.test(locale)
}

/** From COLORFGBG (`15;0`, `0;default;15`): its last part is the background's colour. */
export function backgroundFromEnvironment(env: Environment): Background {
  const colour = /^(?:\d+;(?:default;)?)(\d{1,2})$/.exec(env.COLORFGBG ?? '')?.[1]
  if (colour === undefined) return 'unknown'
  return colour === '7' || Number(colour) > 8 ? 'light' : 'dark'
}
