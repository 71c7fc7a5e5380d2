// How much one distinct value speaks for a place being a slot: 1/K, where K different values of its kind are enough.
import { isValue, slot, type Template, value } from './template.ts'

const kinds = {
  plain: 4,
  behindMark: 3,
  compound: 3,
  coded: 2,
  capitals: 8,
  verb: 20,
  state: 99,
  masked: 1.4,
  first: 6,
} as const
const prepositions = new Set(
  'for from to by of on in at with user host client named called via into as under'.split(' '),
)

/** `started`, `stopping`: what became of something, and never who it was. */
const stateVerb = /^[a-z]{2,}(?:ed|ing)$/

/** The weight of `token` at `place` of a template whose other places are `around`. */
export function weightOf(token: string, place: number, around: Template): number {
  const k = kindOf(token, place, around)
  const least = place === 0 && !isValue(token) ? kinds.first : 0
  return 1 / Math.max(k, least)
}

function kindOf(token: string, place: number, around: Template): number {
  if (token === slot) return 1
  if (token === value) return kinds.masked
  if (/^(true|false|null|none|nil|yes|no|on|off|enabled|disabled)$/i.test(token)) return kinds.state
  if (!/[A-Za-z0-9\u0080-\u00ff]/.test(token)) return kinds.state
  if (token.startsWith('/') || /^\dxx$/.test(token)) return kinds.state
  if (/[@$\d]/.test(token)) return kinds.coded
  if (/^[A-Z][A-Z_]+$/.test(token)) return kinds.capitals
  if (/[._-]|[a-z][A-Z]/.test(token)) return kinds.compound
  if (leadsToValue(around[place - 1])) return kinds.behindMark
  return stateVerb.test(token) ? kinds.verb : kinds.plain
}

/** Prepositions, opening marks, `=` and `:` have a value behind them more often than a word of the statement. */
export function leadsToValue(token: string | undefined): boolean {
  return token !== undefined && (prepositions.has(token) || /^[=:,([{<]$/.test(token))
}
