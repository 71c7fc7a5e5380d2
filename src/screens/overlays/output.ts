// A command as it runs, and what it printed once it has ended. Scrolled up it holds still; Enter leaves it running.

import { commandOutputRows } from '../../components/CommandOutput.ts'
import { counted } from '../../components/theme/numbers.ts'
import { clockSeconds, running } from '../../components/theme/times.ts'
import { commandLine } from '../../incident/command.ts'
import type { CommandRun } from '../../incident/state.ts'
import { insertText } from '../../store/field.ts'
import { emptyField } from '../../store/view.ts'
import { notify, popOverlay, replaceOverlay, toggleZoom } from '../../store/view-changes.ts'
import { type OverlayKind, type OverlayOf, typeInto } from '../overlay.ts'
import { outputOf } from '../running.ts'
import type { Hands, Scene } from '../scene.ts'
import { scrollSteps } from '../scroll-steps.ts'
import { matchesIn, movedTo, outputLines, windowOf } from './output-lines.ts'
import { outcomeWords, runTitle, stoppingWords } from './output-words.ts'

type Output = OverlayOf<'output'>

export const outputOverlay: OverlayKind<'output'> = {
  look: (overlay, scene, { width, height }) => {
    const run = runOf(overlay.runId, scene)
    const lines = outputLines(run, scene)
    const { from, end, newer } = windowOf(overlay, lines.length, height)
    const usual = run ? scene.past.usualMs(run, scene.state) : null
    const elapsed = run ? scene.now - run.startedAt : 0
    const query = overlay.query.text
    return {
      title: runTitle(run),
      meta: run?.state === 'running' ? runningWords(elapsed, usual) : '',
      rows: commandOutputRows({
        command: run ? commandLine(run.spec) : '',
        where: run ? whereWords(run, scene) : '',
        lines: lines.slice(from, end).map((line, index) => ({
          ...line,
          selected: from + index === overlay.cursor,
          ...(query !== '' && line.text.toLowerCase().includes(query.toLowerCase()) && { tone: 'warn' as const }),
        })),
        running: run?.state === 'running',
        ...(run && run.state !== 'running' && { outcome: outcomeWords(run) }),
        ...(run?.state === 'running' && usual !== null && { progress: progressOf(elapsed, usual) }),
        kept: keptWords(overlay, run, lines.length, scene),
        ...(overlay.cursor !== null && { paused: pausedWords(newer, run) }),
        width,
        height,
      }),
      at: 'top',
    }
  },
  next: (overlay, scene) => {
    const run = runOf(overlay.runId, scene)
    if (overlay.searching)
      return {
        action: `search ${overlay.query.text}`.trim(),
        run: (now, hands) => find(overlay, -1, now, hands),
      }
    if (overlay.asking && run)
      return { action: `stop ${commandLine(run.spec)}`, chip: 'y', detail: 'SIGINT, then SIGTERM, then SIGKILL' }
    const isRunning = run?.state === 'running'
    return {
      action: isRunning ? 'keep working, this runs on' : 'close the output',
      ...(isRunning && overlay.cursor === null && { detail: 'following the end' }),
      run: (_, hands) => hands.change(popOverlay),
    }
  },
  hints: ({ runId, searching, asking }, scene) => {
    if (searching) return [{ key: 'Esc', label: 'close' }]
    if (asking) return [{ key: 'any other key', label: 'let it run' }]
    const isRunning = runOf(runId, scene)?.state === 'running'
    return [
      { key: '↑↓', label: 'scroll' },
      { key: '/', label: 'search' },
      { key: 'm', label: 'mark line' },
      { key: 'x', label: 'stop, asks y', disabled: !isRunning },
      { key: '[ ]', label: 'other runs', disabled: scene.state.commands.length < 2 },
      { key: 'z', label: 'zoom' },
    ]
  },
  key: (key, overlay, scene, hands) => {
    if (overlay.searching) return typeQuery(key, overlay, hands)
    if (overlay.asking) return answer(key, overlay, scene, hands)
    const action = keys[key]
    if (action) return action(overlay, scene, hands)
    const by = scrollSteps[key]
    if (by !== undefined) move(by, overlay, scene, hands)
  },
  paste: (text, overlay, _, hands) => {
    if (overlay.searching) hands.change(replaceOverlay({ ...overlay, query: insertText(overlay.query, text) }))
  },
}

type Act = (overlay: Output, scene: Scene, hands: Hands) => void

const keys: Readonly<Record<string, Act>> = {
  x: (overlay, scene, hands) => {
    const isRunning = runOf(overlay.runId, scene)?.state === 'running'
    if (isRunning) hands.change(replaceOverlay({ ...overlay, asking: true }))
    else hands.change(notify('Not now: it has ended already', 'plain', scene.now))
  },
  '/': (overlay, _, hands) => hands.change(replaceOverlay({ ...overlay, searching: true, query: emptyField })),
  n: (overlay, scene, hands) => find(overlay, 1, scene, hands),
  N: (overlay, scene, hands) => find(overlay, -1, scene, hands),
  m: mark,
  z: (_, __, hands) => hands.change(toggleZoom),
  '[': (overlay, scene, hands) => other(-1, overlay, scene, hands),
  ']': (overlay, scene, hands) => other(1, overlay, scene, hands),
}

function move(by: number, overlay: Output, scene: Scene, hands: Hands): void {
  const count = outputLines(runOf(overlay.runId, scene), scene).length
  hands.change(replaceOverlay({ ...overlay, ...movedTo((overlay.cursor ?? count - 1) + by, count) }))
}

function typeQuery(key: string, overlay: Output, hands: Hands): void {
  const query = typeInto(overlay.query, key)
  if (query) hands.change(replaceOverlay({ ...overlay, query }))
}

function find(overlay: Output, by: 1 | -1, scene: Scene, hands: Hands): void {
  const lines = outputLines(runOf(overlay.runId, scene), scene)
  const matches = matchesIn(lines, overlay.query.text)
  const at = overlay.cursor ?? lines.length
  const next = by === 1 ? matches.find(index => index > at) : matches.findLast(index => index < at)
  const found = next ?? (by === 1 ? matches[0] : matches.at(-1))
  const view = found === undefined ? {} : { cursor: found, held: lines.length }
  hands.change(replaceOverlay({ ...overlay, searching: false, ...view }))
  if (overlay.query.text !== '' && found === undefined)
    hands.change(notify(`No line has "${overlay.query.text}"`, 'plain', scene.now))
}

function answer(key: string, overlay: Output, scene: Scene, hands: Hands): void {
  const isYes = key === 'y' || key === 'Y'
  const isStopped = isYes && hands.dispatch({ kind: 'cancelCommand', runId: overlay.runId })
  hands.change(replaceOverlay({ ...overlay, asking: false, ...(isStopped && { stoppingSince: scene.now }) }))
}

/** The line becomes evidence, citing the command it came from. */
function mark(overlay: Output, scene: Scene, hands: Hands) {
  const run = runOf(overlay.runId, scene)
  const lines = outputLines(run, scene)
  const at = overlay.cursor ?? lines.length - 1
  const line = lines[at]
  if (!run || !line) return hands.change(notify('Not now: no line to mark', 'plain', scene.now))
  const isKept = hands.dispatch({
    kind: 'collectEvidence',
    evidenceId: `line:${run.runId}:${at}`,
    evidenceKind: 'command',
    title: line.text.trim() || 'an empty line',
    detail: `line ${at + 1} of ${commandLine(run.spec)}`,
    source: 'command',
    kept: true,
  })
  if (isKept) hands.change(notify('Marked as evidence', 'ok', scene.now))
}

function other(by: 1 | -1, overlay: Output, scene: Scene, hands: Hands) {
  const { commands } = scene.state
  const next = commands[commands.findIndex(run => run.runId === overlay.runId) + by]
  if (!next)
    return hands.change(notify(by === 1 ? 'That is the last command' : 'That is the first', 'plain', scene.now))
  hands.recall(next.runId)
  hands.change(replaceOverlay(outputOf(next.runId)))
}

function runOf(runId: string, { state }: Scene): CommandRun | undefined {
  return state.commands.find(run => run.runId === runId)
}

function runningWords(elapsed: number, usual: number | null): string {
  return `running ${running(elapsed)}${usual === null ? '' : `, usually ${running(usual)}`}`
}

function progressOf(elapsed: number, usual: number) {
  return { share: elapsed / Math.max(1, usual), words: `${running(elapsed)} of ~${running(usual)}` }
}

function whereWords({ spec, pid, startedAt }: CommandRun, { repository }: Scene): string {
  const folder = spec.cwd ?? repository
  const parts = [folder, pid === null ? null : `pid ${pid}`, `started ${clockSeconds(startedAt)}`]
  return parts.filter(part => part !== null).join(' · ')
}

function pausedWords(newer: number, run: CommandRun | undefined): string {
  if (newer > 0) return `paused, ${counted(newer, 'newer line')} below`
  return run?.state === 'running' ? 'paused, G follows the end' : ''
}

function keptWords(overlay: Output, run: CommandRun | undefined, count: number, scene: Scene): string {
  if (!run) return ''
  if (overlay.searching) return `Search: ${overlay.query.text}▏`
  if (run.state === 'running' && overlay.stoppingSince !== null) return stoppingWords(scene.now - overlay.stoppingSince)
  const hidden = scene.output.hidden(run.runId)
  const lines = `${counted(count, 'line')}${hidden > 0 ? `, ${counted(hidden, 'earlier one')} not shown` : ''}`
  if (run.state === 'running') return `${lines} · secrets redacted · outcome goes to the timeline`
  return `${lines} · secrets redacted${run.artifact ? ' · kept beside the record' : ''}`
}
