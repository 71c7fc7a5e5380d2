// The verify workbench: is it over, and does it stay over?
import type { Workbench } from '../workbench.ts'
import { verifyItems } from './items.ts'
import { verifyCommands } from './keys.ts'
import { verifyNext } from './next.ts'
import { verifyMeta, verifyRows } from './view-model.ts'

export const verify: Workbench = {
  title: () => 'Verify',
  meta: verifyMeta,
  rows: verifyRows,
  list: verifyItems,
  next: verifyNext,
  commands: verifyCommands,
}
