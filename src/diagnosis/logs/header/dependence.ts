// How much one column foretells the next: mutual information as a share of the smaller entropy.

/** 0 independent … 1 one decides the other; corrected for the bias of small samples (Miller–Madow). */
export function dependence(pairs: readonly (readonly [string, string])[]): number {
  const left = new Map<string, number>()
  const right = new Map<string, number>()
  const both = new Map<string, number>()
  for (const [a, b] of pairs) {
    count(left, a)
    count(right, b)
    count(both, `${a}\0${b}`)
  }
  const total = pairs.length
  const [h1, h2, h12] = [entropy(left, total), entropy(right, total), entropy(both, total)]
  const smaller = Math.min(h1, h2)
  if (smaller <= 0) return 1
  const bias = ((left.size - 1) * (right.size - 1)) / (2 * total * Math.LN2)
  return Math.max(0, h1 + h2 - h12 - bias) / smaller
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function entropy(counts: ReadonlyMap<string, number>, total: number): number {
  let sum = 0
  for (const n of counts.values()) sum -= (n / total) * Math.log2(n / total)
  return sum
}
