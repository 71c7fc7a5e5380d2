// The cockpit in Diagnose, composed from the components by the layout: what a screen does, without a store.
import { Box } from 'ink'
import type { ReactElement } from 'react'
import { errorGroupRows } from '../../src/components/ErrorGroupList.ts'
import { evidenceLine, evidenceRows } from '../../src/components/EvidenceList.ts'
import { Footer } from '../../src/components/Footer.tsx'
import { Header } from '../../src/components/Header.tsx'
import { HealthPane } from '../../src/components/HealthPane.tsx'
import { hypothesisRows } from '../../src/components/HypothesisList.ts'
import { LogPane } from '../../src/components/LogPane.tsx'
import { NextLine } from '../../src/components/NextLine.tsx'
import { Pane } from '../../src/components/Pane.tsx'
import { Plan, Rail } from '../../src/components/Rail.tsx'
import { contentWidth } from '../../src/components/rows/frame.ts'
import { Rows } from '../../src/components/rows/Line.tsx'
import { type Row, stack } from '../../src/components/rows/row.ts'
import { SituationLine } from '../../src/components/SituationLine.tsx'
import { logStrip, Strip } from '../../src/components/Strip.tsx'
import { TimelinePane } from '../../src/components/TimelinePane.tsx'
import { UpdatesPane } from '../../src/components/UpdatesPane.tsx'
import { layout, type PaneId, type Region } from '../../src/screens/layout.ts'
import * as story from './story.ts'

export function Cockpit({ cols, rows }: { readonly cols: number; readonly rows: number }): ReactElement {
  const regions = layout({ cols, rows })
  const kind = regions.framed ? 'rounded' : 'ruled'
  const place = (id: PaneId, draw: (region: Region) => ReactElement) => {
    const region = regions.panes[id]
    return region ? <At region={region}>{draw(region)}</At> : null
  }
  return (
    <Box width={cols} height={rows}>
      <At region={regions.header}>
        <Header {...story.header} width={cols} />
      </At>
      {regions.rail && (
        <At region={regions.rail}>
          <Rail phases={story.phases} width={cols} />
        </At>
      )}
      <At region={regions.situation}>
        <SituationLine state="failing" words={cols < 100 ? story.worstShort : story.worst} width={cols} />
      </At>
      {place('plan', region => (
        <Plan phases={story.phases} {...sizeOf(region)} />
      ))}
      {place('health', region => (
        <HealthPane rows={story.health} host={story.host} sources={story.sources} kind={kind} {...sizeOf(region)} />
      ))}
      {place('updates', region => (
        <UpdatesPane groups={story.updates} kind={kind} {...sizeOf(region)} />
      ))}
      {place('workbench', region => (
        <Pane
          title="Diagnose"
          meta={cols < 100 ? '4 hypotheses' : '4 hypotheses, 0 rejected'}
          kind={kind}
          focused
          rows={workbench(contentWidth(kind, region.width), region.height > 24)}
          {...sizeOf(region)}
        />
      ))}
      {place('timeline', region => (
        <TimelinePane rows={story.timeline} meta="25 Mar 2025, UTC" kind={kind} {...sizeOf(region)} />
      ))}
      {place('logs', region => (
        <LogPane rows={story.logs} group={story.logGroup} meta={story.logMeta} kind={kind} {...sizeOf(region)} />
      ))}
      {regions.strip && (
        <At region={regions.strip}>
          {regions.stripKind === 'logs' ? (
            <Rows rows={[logStrip(story.lastLog, 'warn', regions.strip.width)]} width={regions.strip.width} />
          ) : (
            <Strip
              health={story.health}
              logState="warn"
              logs={[story.lastLog]}
              events={story.lastEvents}
              {...sizeOf(regions.strip)}
            />
          )}
        </At>
      )}
      <At region={regions.next}>
        <NextLine {...story.next} meta={cols < 100 ? '' : story.next.meta} width={cols} />
      </At>
      <At region={regions.footer}>
        <Footer {...story.keys} width={cols} />
      </At>
    </Box>
  )
}

function workbench(width: number, isTall: boolean): Row[] {
  const hypotheses = hypothesisRows({ items: story.hypotheses, width, heading: isTall, maxReasons: isTall ? 4 : 3 })
  const groups = errorGroupRows({ items: story.errorGroups, width, details: isTall })
  return stack(hypotheses, groups, isTall ? evidenceRows(story.evidence, width) : [evidenceLine(story.evidence, width)])
}

function At({ region, children }: { readonly region: Region; readonly children: ReactElement }) {
  return (
    <Box position="absolute" marginLeft={region.x} marginTop={region.y} width={region.width} height={region.height}>
      {children}
    </Box>
  )
}

function sizeOf({ width, height }: Region): { width: number; height: number } {
  return { width, height }
}
