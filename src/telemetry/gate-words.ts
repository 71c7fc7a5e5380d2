// Figures of the gate in words.
export function latencyWords(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms)} ms`
}

/** `0.2 %`, `31 %`: one decimal under 10. */
export function shareWords(share: number): string {
  const percent = share * 100
  return `${percent === 0 ? '0' : percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`
}

export function perMinute(value: number): string {
  const whole = String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value > 0 && value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : whole}/min`
}

export function plain(value: number): string {
  return String(Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100)
}

export function ago(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`
}
