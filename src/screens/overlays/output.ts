// A command as it runs, and what it printed once it has ended. Scrolled up it holds still.
import { commandOutputRows } from '../../components/CommandOutput.ts'
import { segment } from '../../components/rows/row.ts'
import { counted } from '../../components/theme/numbers.ts'
import { clockSeconds, running } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { CommandRun } from '../../incident/state.ts'
import { popOverlay, replaceOverlay } from '../../store/view-changes.ts'
import type { OverlayKind } from '../overlay.ts'
import type { Scene } from '../scene.ts'

export const outputOverlay: OverlayKind<'output'> = {
  look: ({ runId, scroll }, scene, { width, height }) => {
    const run = runOf(runId, scene)
    const lines = linesOf(run, scene)
    const end = scroll === null ? lines.length : Math.max(1, Math.min(scroll, lines.length))
    const newer = lines.length - end
    return {
      title: run ? commandLine(run.spec) : 'a command',
      meta: run?.state === 'running' ? `running ${running(scene.now - run.startedAt)}` : '',
      rows: commandOutputRows({
        command: run ? commandLine(run.spec) : '',
        where: run ? `${run.spec.cwd ?? ''} · started ${clockSeconds(run.startedAt)}`.replace(/^ · /, '') : '',
        lines: lines.slice(Math.max(0, end - height), end),
        running: run?.state === 'running',
        ...(run && run.state !== 'running' && { outcome: outcomeOf(run) }),
        kept: keptWords(run, scene),
        ...(newer > 0 && { paused: `paused, ${counted(newer, 'newer line')} below` }),
        width,
        height,
      }),
      at: 'top',
    }
  },
  next: ({ runId }, scene) => {
    const isRunning = runOf(runId, scene)?.state === 'running'
    const action = isRunning ? 'keep working, this runs on' : 'close the output'
    return { action, run: (_, hands) => hands.change(popOverlay) }
  },
  hints: ({ runId }, scene) => [
    { key: '↑↓', label: 'scroll' },
    { key: 'x', label: 'stop it', disabled: runOf(runId, scene)?.state !== 'running' },
    { key: 'Esc', label: 'close' },
  ],
  key: (key, overlay, scene, hands) => {
    const run = runOf(overlay.runId, scene)
    if (key === 'x' && run?.state === 'running') return void hands.dispatch({ kind: 'cancelCommand', runId: run.runId })
    const by = steps[key]
    if (by === undefined) return
    const count = linesOf(run, scene).length
    const next = Math.min(count, Math.max(1, (overlay.scroll ?? count) + by))
    hands.change(replaceOverlay({ ...overlay, scroll: next >= count ? null : next }))
  },
}

const steps: Readonly<Record<string, number>> = {
  up: -1,
  k: -1,
  down: 1,
  j: 1,
  pageup: -10,
  pagedown: 10,
  g: -1e6,
  home: -1e6,
  G: 1e6,
  end: 1e6,
}

function runOf(runId: string, { state }: Scene): CommandRun | undefined {
  return state.commands.find(run => run.runId === runId)
}

/** What was seen of it in this session, else the end that was kept. */
function linesOf(run: CommandRun | undefined, { output }: Scene) {
  if (!run) return []
  const live = output.lines(run.runId)
  if (live.length > 0) return live.map(({ afterMs, text }) => ({ time: running(afterMs), text }))
  return run.tail === '' ? [] : run.tail.split('\n').map(text => ({ time: '', text }))
}

function outcomeOf(run: CommandRun) {
  const took = run.durationMs === null ? '' : ` after ${tookWords(run.durationMs)}`
  const good = run.outcome === 'exited' && run.exitCode === 0
  const words =
    run.state === 'interrupted'
      ? 'interrupted, outcome unknown'
      : run.outcome === 'exited'
        ? `exit ${run.exitCode}`
        : (run.outcome ?? 'ended')
  return [segment(good ? '✓' : '✗', good ? 'ok' : 'critical'), segment(` ${words}${took}`)]
}

/** `0.4 s`, `02:14`. */
function tookWords(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : running(ms)
}

function keptWords(run: CommandRun | undefined, { output }: Scene): string {
  if (!run) return ''
  const hidden = output.hidden(run.runId)
  const lines = counted(output.lines(run.runId).length, 'line')
  return run.state === 'running'
    ? `${lines}, ${hidden} hidden · the outcome goes to the timeline`
    : `secrets redacted${run.artifact ? ' · kept whole beside the record' : ''}`
}
