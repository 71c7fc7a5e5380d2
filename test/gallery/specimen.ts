// What the gallery shows: a name, the sizes it is shown at, and what is drawn there.
import type { ReactElement } from 'react'

export interface Specimen {
  readonly name: string
  readonly sizes: readonly { readonly cols: number; readonly rows: number }[]
  readonly draw: (size: { readonly cols: number; readonly rows: number }) => ReactElement
}
