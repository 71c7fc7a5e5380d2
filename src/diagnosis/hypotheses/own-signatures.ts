// Kinds of cause that a configuration describes, as the diagnosis knows its own.
import type { Signature } from './types.ts'

/** As the configuration has it: `says` and `told` are regular expressions that were checked there. */
interface OwnCause {
  readonly name: string
  readonly says: string
  readonly told?: string | undefined
  readonly test?:
    | {
        readonly asks?: string | undefined
        readonly trueIf?: string | undefined
        readonly falseIf?: string | undefined
        readonly commands: readonly (readonly string[])[]
      }
    | undefined
  readonly fix?: string | undefined
}

const made = new WeakMap<readonly OwnCause[], readonly Signature[]>()

export function ownSignatures({ causes }: { readonly causes: readonly OwnCause[] }): readonly Signature[] {
  const known = made.get(causes)
  if (known) return known
  const own = causes.map(({ name, says, told, test, fix }): Signature => {
    const { asks = `is it ${name}?`, trueIf = '', falseIf = '', commands = [] } = test ?? {}
    return {
      kind: `own:${name}`,
      title: name,
      says: new RegExp(says, 'i'),
      ...(told !== undefined && { told: new RegExp(told, 'i') }),
      test: { asks, trueIf, falseIf, commands },
      fixes: [{ kind: 'mitigate', why: fix ?? 'as the configuration says' }],
    }
  })
  made.set(causes, own)
  return own
}
