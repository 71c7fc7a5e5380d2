// Says where something was copied to, or that it could not be.

/** `what` as it stands in a sentence: `3 lines`, `the text`. */
export function copiedWords(
  { clipboard, file }: { readonly clipboard: boolean; readonly file: string | null },
  what: string,
): { readonly words: string; readonly isDone: boolean } {
  const where = [clipboard ? 'to the clipboard' : '', file === null ? '' : `to ${file}`].filter(Boolean)
  if (where.length > 0) return { words: `Copied ${what} ${where.join(' and ')}`, isDone: true }
  const words = 'Nothing could be copied: too long for the clipboard, and the file could not be written'
  return { words, isDone: false }
}
