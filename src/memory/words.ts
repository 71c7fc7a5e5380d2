// The words of a text that can tell incidents apart: letters only, no numbers, no filler.

const filler = new Set(
  'a an and are as at be been before but by can could did do does during error errors fail failed failing fails for from get gets getting got had has have if in into is it its just no not of off on or our out since some than that the their them then there they this to up user users very was were what when which while who why will with without you your'.split(
    ' ',
  ),
)

/** Lower-case words in order, each once. `TypeError`, `session_expired` and `/api/checkout` give their parts as well. */
export function tellingWords(text: string): string[] {
  const parts = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
  return [...new Set(parts.filter(word => word.length > 2 && !filler.has(word)))]
}
