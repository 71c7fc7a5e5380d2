// The start screen: one field with what was understood from it, what can be resumed, and what is watched already.
import { Box } from 'ink'
import type { ReactElement } from 'react'
import { footerRow } from '../../components/Footer.tsx'
import { headerRow } from '../../components/Header.tsx'
import { innerFrameRows } from '../../components/innerFrame.ts'
import { nextRow } from '../../components/NextLine.tsx'
import { optionRows } from '../../components/OptionList.ts'
import { frameRows } from '../../components/rows/frame.ts'
import { Rows } from '../../components/rows/Line.tsx'
import { blankRow, muted, type Row, row, segment, strong } from '../../components/rows/row.ts'
import { fieldSegments } from '../../components/TextField.ts'
import { clock, clockSeconds, span } from '../../components/theme/times.ts'
import { describeSymptom } from '../../incident/description.ts'
import { draftSeverity } from '../../incident/severity-draft.ts'
import { severityMeaning } from '../../incident/vocabulary.ts'
import type { Desk } from '../../store/desk.ts'
import { overlayKind } from '../overlay-kinds.ts'
import type { Scene } from '../scene.ts'
import { TopOverlay } from '../TopOverlay.tsx'
import { chosenIncident, chosenOutage, openIncidents, resumable } from './keys.ts'
import { nextOnStart } from './next.ts'
import { OpenIncidents } from './OpenIncidents.tsx'
import { watchedFor, watchingRows } from './watching.ts'

export interface StartScreenProps {
  readonly desk: Desk
  readonly scene: Scene
}

export function StartScreen({ desk, scene }: StartScreenProps): ReactElement {
  const { width, height } = scene.layout.screen
  const open = openIncidents(desk)
  const listed = resumable(desk)
  const outages = scene.view.start.focus === 'practice' ? practiceRows(desk, width) : null
  const wanted = outages?.length ?? listed.length
  const listHeight = Math.min(Math.max(1, wanted), Math.max(1, height - 17), 8)
  const top = topRows(scene)
  const room = Math.max(0, height - top.length - listHeight - 6)
  const watched = watchingRows(scene, room - 1)
  const shown = [rule('Already watching', watchedFor(scene), width), ...watched].slice(0, room)
  return (
    <Box flexDirection="column" width={width} height={height}>
      <Rows rows={top} width={width} />
      <Rows
        rows={[
          outages
            ? rule('Or practise', 'drills, never counted', width)
            : rule('Or resume', `${open.length} open`, width),
        ]}
        width={width}
      />
      <Box height={listHeight} overflow="hidden">
        {outages ? (
          <Rows rows={outages.slice(0, listHeight)} width={width} height={listHeight} />
        ) : (
          <OpenIncidents open={listed} chosen={chosenIncident(desk)} height={listHeight} scene={scene} />
        )}
      </Box>
      <Rows rows={[blankRow, ...shown]} width={width} height={height - top.length - listHeight - 4} />
      <Rows rows={bottomRows(scene, desk)} width={width} />
      <TopOverlay scene={scene} />
    </Box>
  )
}

function topRows({ now, who, view, layout }: Scene): Row[] {
  const { width } = layout.screen
  const { field, focus } = view.start
  const focused = focus === 'field'
  const typed = row(
    fieldSegments({ field, width: width - 8, focused, placeholder: '500 errors on /api/checkout since 14:30 UTC' }),
  )
  return [
    headerRow({ title: 'incident-tui', who, clock: clockSeconds(now), width }),
    blankRow,
    row('   ', strong('What is broken?')),
    ...innerFrameRows({ focused, width: width - 2, height: 1, indent: 2 }, [typed]),
    understood(field.text, now),
    blankRow,
  ]
}

/** What was read from the sentence, while it is typed. */
function understood(text: string, now: number): Row {
  if (text.trim() === '') return row('    ', muted('what fails, where, since when'))
  const symptom = describeSymptom(text, now)
  const draft = draftSeverity(symptom)
  const fact = (label: string, value: string) => [muted(`${label}  `), segment(`${value}   `)]
  return row(
    '    ',
    fact(
      'Started',
      symptom.startedAt === null ? 'now' : `${clock(symptom.startedAt)} UTC, ${span(now - symptom.startedAt)} ago`,
    ),
    fact('Draft', `${draft.severity} ${severityMeaning[draft.severity].word}`),
    symptom.endpoint !== null && fact('Path', symptom.endpoint),
  )
}

/** What each outage looks like, not what it comes from. */
function practiceRows(desk: Desk, width: number): Row[] {
  const chosen = chosenOutage(desk)
  const items = (desk.practice?.outages ?? []).map(({ name, title }) => ({
    id: name,
    title: name,
    words: title,
    selected: name === chosen,
  }))
  return optionRows({ items, width: width - 2 }).map(of => row('  ', of.segments))
}

function bottomRows(scene: Scene, desk: Desk): Row[] {
  const listed = resumable(desk).length

  const { view, layout, untrusted } = scene
  const hasPast = scene.past.digests.length > 0
  const { width } = layout.screen
  const overlay = view.overlays.at(-1)
  if (overlay) {
    const { next, hints } = overlayKind(overlay)
    return [blankRow, nextRow({ ...next(overlay, scene), width }), footerRow({ keys: hints(overlay, scene), width })]
  }
  const inField = view.start.focus === 'field'
  const next = nextRow({ ...nextOnStart(desk), width })
  const keys = inField
    ? [
        ...(listed > 0 ? [{ key: '↓', label: 'resume list' }] : []),
        ...(desk.practice ? [{ key: 'Tab', label: 'practice outage' }] : []),
        ...(untrusted ? [{ key: 'Ctrl-T', label: 'trust .incident.yaml' }] : []),
        ...(hasPast ? [{ key: 'Ctrl-R', label: 'past incidents' }] : []),
        { key: 'Esc', label: 'clear' },
        { key: 'Ctrl-C', label: 'leave' },
      ]
    : [
        { key: '↑↓', label: 'choose' },
        { key: 'Esc', label: 'back to the field' },
        ...(desk.practice && view.start.focus === 'list' ? [{ key: 'Tab', label: 'practice outage' }] : []),
        { key: 'q', label: 'leave' },
      ]
  return [
    row(' ', muted('Nothing leaves this box but what you send. Leaving is safe at any time.')),
    next,
    footerRow({ keys, width }),
  ]
}

function rule(title: string, meta: string, width: number): Row {
  return frameRows({ kind: 'ruled', title, meta, width, height: 1 }, [])[0] ?? blankRow
}
