// Bytes of a log line by class: one table look-up instead of comparisons. A line is a span [start, end) of a buffer.

export const digit = 1
export const letter = 2
export const hexLetter = 8
export const wordChar = 64

/** The classes of a byte, as bits. Bytes from 128 on are letters: names in any script are words. */
export const classOf: Uint8Array = makeClasses()

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(256)
  const add = (characters: string, bits: number): void => {
    for (const character of characters) classes[character.charCodeAt(0)]! |= bits
  }
  add('0123456789', digit | wordChar)
  add('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', letter | wordChar)
  add('abcdefABCDEF', hexLetter)
  add('_', wordChar)
  for (let byte = 128; byte < 256; byte += 1) classes[byte] = letter | wordChar
  return classes
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

export function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (classOf[byte]! & letter) !== 0
}

export function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9
}

export function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let i = from
  while (i < end && (bytes[i] === 32 || bytes[i] === 9)) i += 1
  return i
}

/** The span as text, one character a byte (Latin-1): for comparing and for patterns, not for showing. */
export function spanText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start < 64) {
    let text = ''
    for (let i = start; i < end; i += 1) text += String.fromCharCode(bytes[i]!)
    return text
  }
  let text = ''
  for (let i = start; i < end; i += 4096)
    text += String.fromCharCode.apply(null, bytes.subarray(i, Math.min(end, i + 4096)) as unknown as number[])
  return text
}
