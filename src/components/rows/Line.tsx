// One visible row: a memoised Text whose content was styled and cut beforehand, so that an unchanged row costs nothing.
import { Box, Text } from 'ink'
import { memo } from 'react'
import { useTheme } from '../theme/ThemeContext.tsx'
import { renderRow } from './render.ts'
import type { Row } from './row.ts'

const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text}</Text>
})

export interface RowsProps {
  readonly rows: readonly Row[]
  readonly width: number
  /** Rows beyond are left out, missing ones are blank; without it there are as many as given. */
  readonly height?: number
}

/** The rows one under the other, each exactly `width` cells. */
export function Rows({ rows, width, height = rows.length }: RowsProps) {
  const theme = useTheme()
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {Array.from({ length: height }, (_, index) => (
        <Line key={index} text={renderRow(rows[index] ?? { segments: [] }, width, theme)} />
      ))}
    </Box>
  )
}
