// Which values of a configuration are not in force because another over it says the same. Pure.
type Raw = Readonly<Record<string, unknown>>

/** Their paths: `service`, `budgets.triage`, `updates "chat"`. */
export function overriddenIn(under: Raw, over: Raw): string[] {
  return Object.entries(under).flatMap(([key, value]) => {
    const above = over[key]
    if (above === undefined) return []
    if (Array.isArray(value) && Array.isArray(above)) {
      const names = new Set<unknown>(above.map(nameOf).filter(name => name !== undefined))
      return value.flatMap(item => (names.has(nameOf(item)) ? [`${key} ${JSON.stringify(nameOf(item))}`] : []))
    }
    if (isMap(value) && isMap(above))
      return Object.keys(value).flatMap(inner => (inner in above ? [`${key}.${inner}`] : []))
    return [key]
  })
}

function nameOf(item: unknown): unknown {
  return isMap(item) ? item.name : undefined
}

function isMap(value: unknown): value is Raw {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
