// Rings the terminal's bell once at an alarm, where the configuration asks for it: something critical was seen, or a
// person is called for. Rule: what was on record when the incident was opened rings no more, and many at once ring once.
import type { Desk } from '../store/desk.ts'

/** Rings from now on, until the returned function is called. */
export function ringBell(desk: Pick<Desk, 'store' | 'config'>, ring: () => void): () => void {
  let heard: { readonly incident: string | null; readonly alarms: ReadonlySet<string> } = {
    incident: null,
    alarms: new Set(),
  }
  const listen = () => {
    const session = desk.store.getState().session
    const state = session?.store.getState().state ?? null
    const incident = state?.id ?? null
    const alarms = new Set([
      ...(state?.timeline ?? []).filter(row => row.glyph === 'alarm' && row.tone === 'critical').map(row => row.id),
      ...(state?.escalations ?? []).map(one => one.id),
    ])
    const isNew = incident === heard.incident && [...alarms].some(id => !heard.alarms.has(id))
    heard = { incident, alarms: incident === heard.incident ? new Set([...heard.alarms, ...alarms]) : alarms }
    if (isNew && desk.config.bell) ring()
  }
  listen()
  let stopSession: () => void = () => undefined
  let followed: unknown = null
  const follow = () => {
    const { session } = desk.store.getState()
    if (session === followed) return
    stopSession()
    followed = session
    stopSession = session?.store.subscribe(listen) ?? (() => undefined)
    listen()
  }
  follow()
  const stopDesk = desk.store.subscribe(follow)
  return () => {
    stopDesk()
    stopSession()
  }
}
