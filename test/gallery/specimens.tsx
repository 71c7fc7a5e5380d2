// Everything the gallery shows, in order. A new component or screen is added here, in the states that matter.
import { chartRows } from '../../src/components/Chart.ts'
import { commandOutputRows } from '../../src/components/CommandOutput.ts'
import { composerPaneRows } from '../../src/components/Composer.ts'
import { confirmRows, dangerRows } from '../../src/components/Confirm.ts'
import { countdownRows, gateRows } from '../../src/components/GateTable.ts'
import { healthTableRows } from '../../src/components/HealthTable.ts'
import { helpRows } from '../../src/components/Help.ts'
import { logToolRows } from '../../src/components/LogTools.ts'
import { markdownRows } from '../../src/components/MarkdownView.ts'
import { mitigationRows } from '../../src/components/MitigationTable.ts'
import { Overlay } from '../../src/components/Overlay.tsx'
import { paletteRows } from '../../src/components/Palette.ts'
import { Pane } from '../../src/components/Pane.tsx'
import { Rows } from '../../src/components/rows/Line.tsx'
import type { Row } from '../../src/components/rows/row.ts'
import { stack } from '../../src/components/rows/row.ts'
import { tooSmallRows } from '../../src/components/TooSmall.ts'
import { Cockpit } from './cockpit.tsx'
import * as pieces from './pieces.ts'
import type { Specimen } from './specimen.ts'

const narrow = { cols: 80, rows: 24 }

export const specimens: readonly Specimen[] = [
  {
    name: 'cockpit',
    sizes: [{ cols: 160, rows: 45 }, { cols: 120, rows: 36 }, narrow, { cols: 60, rows: 16 }],
    draw: size => <Cockpit {...size} />,
  },
  {
    name: 'too small',
    sizes: [
      { cols: 60, rows: 15 },
      { cols: 39, rows: 7 },
    ],
    draw: ({ cols, rows }) => (
      <Rows rows={tooSmallRows({ ...pieces.tooSmall, width: cols, height: rows })} width={cols} />
    ),
  },
  inPane('verify', 'Verify', width =>
    stack(
      gateRows(pieces.gates, width),
      countdownRows({ ...pieces.clock, width }),
      chartRows({ ...pieces.errorChart, width }),
    ),
  ),
  inPane('health chart', 'Health', width => chartRows({ ...pieces.latencyChart, width })),
  inPane('mitigations', 'Fix C: mitigate', width => mitigationRows(pieces.mitigations, width)),
  inPane('health table', 'Health', width => healthTableRows(pieces.healthTable, width)),
  inPane('log tools', 'Logs', width => logToolRows({ ...pieces.logTools, width })),
  inPane('composer', 'Stakeholder update', width => composerPaneRows({ ...pieces.composer, width, height: 18 })),
  inPane('output', 'make deploy', width => commandOutputRows({ ...pieces.output, width, height: 22 })),
  inPane('markdown', 'Preview', width => markdownRows(pieces.markdown, width)),
  {
    name: 'danger',
    sizes: [{ cols: 78, rows: 22 }],
    draw: ({ cols, rows }) => (
      <Pane
        kind="danger"
        title="this changes production"
        meta="Fix A, step 2 of 4"
        width={cols}
        height={rows}
        rows={dangerRows({ ...pieces.danger, width: cols - 4 })}
      />
    ),
  },
  overlay('confirm', 'Test hypothesis 1', width => confirmRows({ ...pieces.confirm, width })),
  overlay('help', 'Help: Diagnose', width => helpRows({ ...pieces.help, width })),
  overlay('palette', 'Commands', width => paletteRows({ ...pieces.palette, width })),
]

function inPane(name: string, title: string, rows: (width: number) => Row[]): Specimen {
  const draw: Specimen['draw'] = ({ cols, rows: height }) => (
    <Pane
      kind={cols < 100 ? 'ruled' : 'rounded'}
      title={title}
      focused
      width={cols}
      height={height}
      rows={rows(cols - (cols < 100 ? 2 : 4))}
    />
  )
  return { name, sizes: [narrow, { cols: 100, rows: 26 }], draw }
}

function overlay(name: string, title: string, rows: (width: number) => Row[]): Specimen {
  const draw: Specimen['draw'] = ({ cols, rows: height }) => (
    <Overlay title={title} rows={rows(cols - 4)} area={{ x: 0, y: 0, width: cols, height }} at="top" />
  )
  return { name, sizes: [{ cols: 80, rows: 20 }], draw }
}
