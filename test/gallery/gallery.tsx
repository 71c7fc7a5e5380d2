// Prints every specimen at its sizes: `npm run gallery -- [--theme dark|light|unknown|none] [--depth 256|16] [--ascii] [NAME]`.
import { Box, renderToString } from 'ink'
import type { ReactElement } from 'react'
import { ThemeProvider } from '../../src/components/theme/ThemeContext.tsx'
import type { Theme } from '../../src/components/theme/theme.ts'
import { createTheme } from '../../src/components/theme/theme.ts'
import type { Specimen } from './specimen.ts'
import { specimens } from './specimens.tsx'

/** The specimen as it is written at one size. */
export function drawn(specimen: Specimen, size: Specimen['sizes'][number], theme: Theme): string {
  const element: ReactElement = (
    <ThemeProvider value={theme}>
      <Box width={size.cols} height={size.rows}>
        {specimen.draw(size)}
      </Box>
    </ThemeProvider>
  )
  return renderToString(element, { columns: size.cols })
}

/** The whole gallery for the given arguments. */
export function gallery(args: readonly string[]): string {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const wanted = args.filter(
    (arg, index) => !arg.startsWith('--') && !['--theme', '--depth'].includes(args[index - 1] ?? ''),
  )
  const named = option('--theme') ?? 'dark'
  const depth = named === 'none' ? 'none' : option('--depth')
  const theme = createTheme({
    background: named === 'light' || named === 'dark' ? named : 'unknown',
    depth: depth === 'none' || depth === '256' || depth === '16' ? depth : 'truecolor',
    ascii: args.includes('--ascii'),
  })
  return specimens
    .filter(specimen => wanted.length === 0 || wanted.some(word => specimen.name.includes(word)))
    .flatMap(specimen =>
      specimen.sizes.map(size => `${specimen.name}, ${size.cols}x${size.rows}\n${drawn(specimen, size, theme)}\n`),
    )
    .join('\n')
}
