// How numbers are written, everywhere the same: a space before the unit, commas in thousands, never 0 for "unknown".

/** `0.2 %`, `31 %`: one decimal under 10, none above; zero is `0 %`. `share` is 0 to 1. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–'
  const value = share * 100
  const rounded = Math.abs(value) < 9.95 && value !== 0 ? value.toFixed(1) : Math.round(value).toString()
  return `${rounded === '0.0' ? '0' : rounded} %`
}

/** `12,480`. */
export function thousands(value: number): string {
  const [whole = '0', decimals] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals ? `${grouped}.${decimals}` : grouped
}

/** `312 ms` under a second, then `1.2 s`. */
export function latency(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '–'
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** `24/min`; the time is part of a rate. */
export function rate(value: number, per: 's' | 'min' | 'h' = 'min'): string {
  return `${thousands(value < 9.95 && !Number.isInteger(value) ? Number(value.toFixed(1)) : Math.round(value))}/${per}`
}

/** `84.2 MB`, in powers of 1,000. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = count
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** `1 line`, `17 lines`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`
}
