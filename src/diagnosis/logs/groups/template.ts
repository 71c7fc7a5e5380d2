// A template: the constant words of a log statement, with one mark for what differs.
import { spanText } from '../characters.ts'
import { type MaskedMessage, masked } from './mask.ts'

export const value = '<*>'

export type Template = readonly string[]

export function templateOf(bytes: Uint8Array, message: MaskedMessage): Template {
  return Array.from({ length: message.count }, (_, i) => {
    const start = message.starts[i] as number
    return start === masked ? value : spanText(bytes, start, message.ends[i] as number)
  })
}

/** A short name for a template that is the same in every run: 48 bits of FNV-1a, as hex. */
export function templateId(tokens: Template): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  const text = tokens.join(' ')
  for (let i = 0; i < text.length; i += 1) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193)
    high = Math.imul(high + text.charCodeAt(i), 0x85ebca6b) ^ (low >>> 13)
  }
  return ((low >>> 0).toString(16).padStart(8, '0') + ((high >>> 16) & 0xffff).toString(16).padStart(4, '0')).slice(
    0,
    12,
  )
}
