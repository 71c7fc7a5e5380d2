// The options of everything that opens the screen, and what a person has settled about it in settings.json.
// Rule: an option beats the setting, the setting beats what the terminal answers.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { TerminalLook } from './terminal-probe.ts'

export interface ScreenOptions {
  readonly ascii?: boolean
  /** False for `--no-color`. */
  readonly color?: boolean
  readonly theme?: Theme
  readonly linear?: boolean
}

const themes = ['dark', 'light', 'unknown'] as const
type Theme = (typeof themes)[number]

export function addScreenOptions(command: Command): Command {
  return command
    .option('--ascii', 'plain ASCII signs only')
    .option('--no-color', 'no colours; bold, dim and reverse stay (as NO_COLOR)')
    .addOption(new Option('--theme <name>', 'which background the terminal has').choices(themes))
    .option('--linear', 'sentences instead of panes, for screen readers (as INK_SCREEN_READER=1)')
}

/** How to draw: what the terminal answered, corrected by options and settings. */
export function settledLook(look: TerminalLook, options: ScreenOptions, home: string): TerminalLook {
  const settings = settingsIn(home)
  return {
    theme: options.theme ?? settings.theme ?? look.theme,
    colourDepth: options.color === false ? 'none' : look.colourDepth,
    ascii: options.ascii === true || settings.ascii === true || look.ascii,
  }
}

export function isLinear(options: ScreenOptions, env: NodeJS.ProcessEnv = process.env): boolean {
  return options.linear === true || /^(1|true)$/i.test(env.INK_SCREEN_READER ?? '')
}

interface ScreenSettings {
  readonly theme?: Theme
  readonly ascii?: boolean
}

/** Settings that cannot be read are none: a broken file never keeps the cockpit shut. */
function settingsIn(home: string): ScreenSettings {
  try {
    const { theme, ascii } = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))
    return { ...(themes.includes(theme) && { theme }), ...(ascii === true && { ascii }) }
  } catch {
    return {}
  }
}
