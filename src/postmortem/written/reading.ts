// A file that a person wrote, checked against the schema: the incident, or what is wrong with it and where.
import type * as z from 'zod'
import { type WrittenIncident, writtenIncident } from './schema.ts'

export interface Complaint {
  readonly path: readonly (string | number)[]
  readonly message: string
}

export function checkWritten(value: unknown): { readonly written: WrittenIncident } | { readonly wrong: Complaint[] } {
  const checked = writtenIncident.safeParse(value)
  if (checked.success) return { written: checked.data }
  return { wrong: checked.error.issues.flatMap(complaintsOf) }
}

function complaintsOf(issue: z.core.$ZodIssue): Complaint[] {
  const path = issue.path as (string | number)[]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ path: [...path, key], message: `unknown key "${key}"` }))
  if (issue.code === 'invalid_union') {
    const deepest = issue.errors.flat().filter(one => one.path.length > 0 || one.code === 'unrecognized_keys')
    const inner = deepest.flatMap(one => complaintsOf({ ...one, path: [...path, ...one.path] }))
    return inner.length > 0 ? inner : [{ path, message: 'is neither a text nor what is expected here' }]
  }
  const key = path.at(-1)
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    typeof key === 'string' &&
    /undefined/.test(issue.message)
  )
    return [{ path: path.slice(0, -1), message: `${key} is missing` }]
  return [{ path, message: issue.message.replace(/^Invalid (input|option): /, '') }]
}
