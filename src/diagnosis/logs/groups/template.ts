// A template: the constant words of a log statement, with a mark where values stand.
import { spanText } from '../characters.ts'
import { type MaskedMessage, masked } from './mask.ts'

/** A value that the mask recognised by its shape. */
export const value = '<*>'
/** A place where merged templates differed: any further value belongs there. */
export const slot = '<+>'

/** Tokens, one character a byte as in the log. */
export type Template = readonly string[]

export function templateOf(bytes: Uint8Array, message: MaskedMessage): Template {
  return Array.from({ length: message.count }, (_, i) => {
    const start = message.starts[i] as number
    return start === masked ? value : spanText(bytes, start, message.ends[i] as number)
  })
}

/** Neighbouring values are one value, also over , ; | - : — as the mask does it. */
export function collapse(tokens: Template): Template {
  const out: string[] = []
  for (const token of tokens) {
    if (isValue(token)) {
      if (isValue(out.at(-1))) {
        if (token === slot) out[out.length - 1] = slot
        continue
      }
      if (/^[,;|:-]$/.test(out.at(-1) ?? '') && isValue(out.at(-2))) {
        out.pop()
        if (token === slot) out[out.length - 1] = slot
        continue
      }
    }
    out.push(token)
  }
  return out
}

export function isValue(token: string | undefined): boolean {
  return token === value || token === slot
}

const decoder = new TextDecoder()

/** The template as a line to read: `Received block <*> of size <*> from <*>`. Outside text: to be cleaned. */
export function templateText(tokens: Template): string {
  let text = ''
  let glued = true
  for (const token of tokens) {
    const closes = /^[,;:)\]}>=]$/.test(token)
    text += `${glued || closes ? '' : ' '}${token === slot ? value : token}`
    glued = /^[=([{<]$/.test(token)
  }
  return decoder.decode(Uint8Array.from(text, character => character.charCodeAt(0)))
}

/** A short name for a template that is the same in every run: 48 bits of hash, as hex. */
export function templateId(tokens: Template): string {
  let low = 0x811c9dc5
  let high = 0x01000193
  for (const token of tokens) {
    const text = token === slot ? value : token
    for (let i = 0; i <= text.length; i += 1) {
      const code = i === text.length ? 32 : text.charCodeAt(i)
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high + code, 0x85ebca6b) ^ (low >>> 13)
    }
  }
  return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 16).toString(16).padStart(4, '0')
}
