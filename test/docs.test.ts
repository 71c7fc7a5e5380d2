// What README and the launcher say about keys and subcommands is made from the tables, or checked against them.
// `npm run docs` writes the generated parts; without it this test only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createProgram } from '../src/cli/program.ts'
import { type Phase, phases, phaseTitle } from '../src/incident/vocabulary.ts'
import type { Command } from '../src/screens/command.ts'
import { commandsFor } from '../src/screens/commands.ts'
import { type FocusablePane, layout } from '../src/screens/layout.ts'
import { moving } from '../src/screens/moving.ts'
import { initialView } from '../src/store/view.ts'
import { declared, eventsOf } from './support/events.ts'
import { sceneFrom } from './support/scene.ts'

const readme = fileURLToPath(new URL('../README.md', import.meta.url))
const launcher = fileURLToPath(new URL('../bin/start.js', import.meta.url))
const isWriting = process.env.UPDATE_DOCS === '1'

test.each([
  ['keys', keysTable()],
  ['subcommands', subcommandsTable()],
])('the %s of README are those of the tables', (name, made) => {
  const text = readFileSync(readme, 'utf8')
  const [before, rest] = splitOnce(text, `<!-- ${name} -->\n`)
  const [was, after] = splitOnce(rest, `\n<!-- /${name} -->`)
  if (isWriting) writeFileSync(readme, `${before}<!-- ${name} -->\n${made}\n<!-- /${name} -->${after}`)
  else expect(was, 'run `npm run docs`').toBe(made)
})

test('the launcher knows every subcommand, so that none of them flashes a cockpit', () => {
  const known = /\/\^\((.*)\)\$\//.exec(readFileSync(launcher, 'utf8').split('const subcommands')[1] ?? '')?.[1]
  const opening = new Set(['resume', 'replay'])
  const wanted = createProgram()
    .commands.map(command => command.name())
    .filter(name => !opening.has(name))
  expect(wanted.filter(name => !known?.split('|').includes(name))).toEqual([])
})

function keysTable(): string {
  const inPhases = phases.map(phase => commandsIn({ phase }))
  const isMoving = (command: Command) => moving.some(one => one.id === command.id)
  const shared = (inPhases[0] ?? []).filter(one => inPhases.every(all => all.some(other => other.id === one.id)))
  const isShared = (command: Command) => isMoving(command) || shared.some(one => one.id === command.id)
  const sections: [string, readonly Command[]][] = [
    ['Everywhere', shared.filter(one => !isMoving(one))],
    ['Move', moving],
    ...inPhases.map((all, index): [string, readonly Command[]] => [
      phaseTitle[phases[index] as Phase],
      all.filter(one => !isShared(one)),
    ]),
    ...(['logs', 'health', 'timeline', 'updates'] as const).map((pane): [string, readonly Command[]] => [
      `In the ${pane} pane`,
      commandsIn({ pane }).filter(one => !isShared(one)),
    ]),
  ]
  return sections
    .filter(([, commands]) => commands.length > 0)
    .map(
      ([title, commands]) =>
        `**${title}**\n\n${table(
          ['key', 'what it does'],
          commands.map(one => [`\`${one.shown}\``, one.help]),
        )}`,
    )
    .join('\n\n')
}

function commandsIn({
  phase = 'triage',
  pane = 'workbench',
}: {
  phase?: Phase
  pane?: FocusablePane
}): readonly Command[] {
  const view = { ...initialView('incident'), phaseShown: phase, focus: pane }
  const place = layout({ cols: 160, rows: 45, focus: pane, ...(pane !== 'workbench' && { zoom: true }) })
  return commandsFor(sceneFrom(eventsOf(declared), { view, layout: place }))
}

function subcommandsTable(): string {
  return table(
    ['command', 'what it does'],
    createProgram().commands.map(command => [`\`${usageOf(command)}\``, command.summary() || command.description()]),
  )
}

function usageOf(command: ReturnType<typeof createProgram>): string {
  const names = command.commands.map(one => one.name())
  const args = command.registeredArguments.map(one =>
    one.required ? one.name().toUpperCase() : `[${one.name().toUpperCase()}]`,
  )
  return [command.name(), names.join('\\|'), ...args].filter(Boolean).join(' ')
}

/** A Markdown table, its columns aligned. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n')
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at)
  if (index < 0) throw new Error(`README has no ${at.trim()}`)
  return [text.slice(0, index), text.slice(index + at.length)]
}
