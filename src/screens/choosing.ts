// The chosen item of a list by its own id: a re-ranking moves the row and not the choice.
import type { ViewState } from '../store/view.ts'
import { choose, type ViewChange } from '../store/view-changes.ts'
import type { Scene } from './scene.ts'

/** The chosen one of `ids`, else the first (or `fallback`); null for an empty list. */
export function chosenOf(
  view: ViewState,
  list: string,
  ids: readonly string[],
  fallback?: string | null,
): string | null {
  const wanted = view.chosen[list]
  if (wanted !== undefined && ids.includes(wanted)) return wanted
  if (fallback != null && ids.includes(fallback)) return fallback
  return ids[0] ?? null
}

/** Moves the choice by rows; it stops at both ends. */
export function chooseBy(
  list: string,
  ids: readonly string[],
  by: number,
  { view, now }: Scene,
  fallback?: string | null,
): ViewChange {
  const at = ids.indexOf(chosenOf(view, list, ids, fallback) ?? '')
  const next = ids[Math.min(ids.length - 1, Math.max(0, (at === -1 ? 0 : at) + by))]
  return next === undefined ? same => same : choose(list, next, now)
}
