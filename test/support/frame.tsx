// Draws a component as plain text, for tests that put the frame beside the assertion.
import { Box, renderToString } from 'ink'
import type { ReactElement } from 'react'
import { plainRow } from '../../src/components/rows/render.ts'
import type { Row } from '../../src/components/rows/row.ts'
import { ThemeProvider } from '../../src/components/theme/ThemeContext.tsx'
import type { ThemeChoice } from '../../src/components/theme/theme.ts'
import { createTheme } from '../../src/components/theme/theme.ts'

/** The element at that size, with the theme's codes, each row right-trimmed as Ink writes it. */
export function frameOf(element: ReactElement, size: { cols: number; rows: number }, theme: ThemeChoice = {}): string {
  const drawn = (
    <ThemeProvider value={createTheme(theme)}>
      <Box width={size.cols} height={size.rows}>
        {element}
      </Box>
    </ThemeProvider>
  )
  return renderToString(drawn, { columns: size.cols })
}

/** The same without codes. */
export function plainFrame(element: ReactElement, size: { cols: number; rows: number }, ascii = false): string {
  return frameOf(element, size, { depth: 'none', ascii })
    .replace(/\x1b\[\d*m/g, '')
    .replace(/ +$/gm, '')
}

/** Rows as text, right-trimmed, one a line. */
export function plainRows(rows: readonly Row[], ascii = false): string {
  return rows.map(one => plainRow(one, { ascii }).trimEnd()).join('\n')
}
