// The header's values: how bad, what, how long, who, what time, and what makes this session unlike others.
import type { HeaderMode, HeaderProps } from '../../components/Header.tsx'
import { clockSeconds, running } from '../../components/theme/times.ts'
import type { Scene } from '../scene.ts'

export function headerProps(scene: Scene): Omit<HeaderProps, 'width'> {
  const { state, now, who } = scene
  const { started, declared, resolved } = state.moments
  const from = started ?? declared
  return {
    severity: state.severity,
    title: state.title,
    open: from === null ? null : running((resolved ?? now) - from),
    openWord: resolved === null ? 'open' : 'resolved in',
    who,
    clock: clockSeconds(now),
    modes: modes(scene),
  }
}

function modes({ state, replay, readOnly, recordTrouble, heldInMemory, unreadable }: Scene): HeaderMode[] {
  const shown: (HeaderMode | false)[] = [
    state.drill !== null && { text: 'DRILL', tone: 'info' },
    replay !== null && { text: `REPLAY × ${replay.speed}`, tone: 'info' },
    readOnly && replay === null && { text: 'READ-ONLY', tone: 'info' },
    unreadable > 0 && { text: `${unreadable} UNREADABLE`, tone: 'warn' },
    recordTrouble !== null && { text: `IN MEMORY ${heldInMemory?.count ?? ''}`.trim(), tone: 'warn' },
  ]
  return shown.filter(mode => mode !== false)
}
