import { describe, expect, test } from 'vitest'
import { phases } from '../../src/incident/vocabulary.ts'
import { commandForKey, commandsFor, nextFor } from '../../src/screens/commands.ts'
import { initialView } from '../../src/store/view.ts'
import { declared, eventsOf } from '../support/events.ts'
import { sceneFrom } from '../support/scene.ts'

const sceneIn = (phase: (typeof phases)[number]) =>
  sceneFrom(eventsOf(declared), { view: { ...initialView('incident'), phaseShown: phase } })

describe.each(phases)('the command table of %s', phase => {
  const scene = sceneIn(phase)
  const commands = commandsFor(scene)

  test('names every command once, briefly, and says in help what it does', () => {
    const ids = commands.map(command => command.id)
    expect(ids).toEqual([...new Set(ids)])
    expect(commands.filter(({ label }) => label.split(' ').length > 3).map(({ id }) => id)).toEqual([])
    expect(commands.filter(({ help, shown, keys }) => !help || !shown || keys.length === 0)).toEqual([])
  })

  test('says it in a clause that the palette has room for at 80 columns', () => {
    const clauses = commands.map(({ help }) => help.split(/[:;,] /)[0] ?? '')
    expect(clauses.filter(clause => clause.length > 44)).toEqual([])
  })

  test('binds no key twice where both could be meant', () => {
    const bound = commands.filter(command => command.enabled(scene) === true).flatMap(command => command.keys)
    expect(bound.filter((key, index) => bound.indexOf(key) !== index)).toEqual([])
  })

  test('binds every key that is promised everywhere, and says why where it cannot be used', () => {
    for (const key of [
      '1',
      '5',
      'tab',
      'shift-tab',
      'j',
      'k',
      'g',
      'G',
      'pageup',
      'space',
      'n',
      's',
      '!',
      'z',
      ':',
      'ctrl-p',
      '?',
      'f1',
      'esc',
      'q',
    ])
      expect(commandForKey(key, scene), key).not.toBeNull()
    for (const command of commands) {
      const able = command.enabled(scene)
      if (able !== true) expect(able.length, command.id).toBeGreaterThan(3)
    }
  })

  test('has a next step', () => {
    expect(nextFor(scene).action).not.toBe('')
  })
})
