// The theme, handed down once from the root, so that no component asks the terminal anything.
import { createContext, useContext } from 'react'
import type { Theme } from './theme.ts'
import { createTheme } from './theme.ts'

const ThemeContext = createContext<Theme>(createTheme())

export const ThemeProvider = ThemeContext.Provider

export function useTheme(): Theme {
  return useContext(ThemeContext)
}
