// Every kind of cause that is known. A new one is a row in one of these files.
import type { Signature } from '../types.ts'
import { loadSignatures } from './load.ts'
import { machineSignatures } from './machine.ts'
import { networkSignatures } from './network.ts'
import { softwareSignatures } from './software.ts'

export const signatures: readonly Signature[] = [
  ...softwareSignatures,
  ...networkSignatures,
  ...loadSignatures,
  ...machineSignatures,
]
