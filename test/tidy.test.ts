// The house rules that a machine can check: which room may import which, where I/O may happen, and that every
// module says in its first line what it is for.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const src = join(root, 'src')

interface Module {
  readonly path: string
  readonly room: string
  readonly text: string
  readonly imports: readonly { readonly to: string; readonly typeOnly: boolean; readonly lazy: boolean }[]
}

const modules: readonly Module[] = sourceFiles(src).map(file => {
  const text = readFileSync(file, 'utf8')
  const path = relative(src, file)
  return { path, room: roomOf(path), text, imports: importsOf(text) }
})

const pureRooms = ['incident', 'diagnosis', 'postmortem', 'telemetry', 'memory']
const mayImport: Record<string, readonly string[]> = {
  incident: [],
  telemetry: ['incident', 'diagnosis'],
  memory: ['incident'],
  diagnosis: ['incident', 'telemetry'],
  postmortem: ['incident', 'diagnosis', 'telemetry'],
  components: ['incident', 'telemetry'],
  store: ['memory', 'incident', 'diagnosis', 'telemetry', 'postmortem', 'config'],
  signals: ['incident', 'diagnosis', 'telemetry', 'config'],
  actions: ['incident', 'diagnosis', 'telemetry', 'config', 'signals', 'postmortem'],
  config: ['incident', 'telemetry', 'signals'],
  drill: ['incident', 'diagnosis', 'telemetry', 'config', 'signals', 'actions', 'store'],
  screens: ['components', 'memory', 'store', 'incident', 'diagnosis', 'telemetry', 'postmortem', 'config'],
}
const packagesForIo = /^(node:|execa$|conf$|systeminformation$|undici$)/
const roomsWithIo = ['signals', 'actions', 'config', 'drill', 'cli', 'main.ts', 'store/record']

/** The bundle gives a CommonJS package one export, `default`; named ones are undefined there and work everywhere else. */
test('a package that is imported lazily is not taken apart by name unless it is a module of the language', () => {
  const wrong = modules.flatMap(({ path, text }) =>
    [...text.matchAll(/\{([^{}]*)\} = await import\('([^'.][^']*)'\)/g)]
      .filter(([, names = '', name = '']) => !/^ default\b/.test(names) && !name.startsWith('node:') && !isModule(name))
      .map(([taken]) => `${path}: ${taken}`),
  )
  expect(wrong).toEqual([])
  expect(isModule('undici')).toBe(false)
})

function isModule(name: string): boolean {
  const [owner = '', second = ''] = name.split('/')
  const folder = owner.startsWith('@') ? `${owner}/${second}` : owner
  return JSON.parse(readFileSync(join(root, 'node_modules', folder, 'package.json'), 'utf8')).type === 'module'
}

/** What puts the rooms together: it may import all of them. */
const composing = ['cli', 'App.tsx', 'main.ts', 'version.ts']

describe('rooms', () => {
  test('each room has said what it may import', () => {
    const rooms = [...new Set(modules.map(module => module.room))]
    expect(rooms.filter(room => !mayImport[room] && !composing.includes(room))).toEqual([])
    expect(Object.keys(mayImport).filter(room => !rooms.includes(room))).toEqual([])
  })

  test('imports run one way', () => {
    const wrong = modules.flatMap(module => {
      const allowed = mayImport[module.room]
      if (!allowed) return []
      return localImports(module)
        .map(target => roomOf(target))
        .filter(room => room !== module.room && room !== 'version.ts' && !allowed.includes(room))
        .map(room => `${module.path} imports ${room}`)
    })
    expect(wrong).toEqual([])
  })

  test('no screen imports another screen', () => {
    const wrong = modules.flatMap(module => {
      const own = screenOf(module.path)
      if (!own) return []
      return localImports(module)
        .filter(target => {
          const other = screenOf(target)
          return other !== null && other !== own
        })
        .map(target => `${module.path} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })

  test('only the rooms that touch the world import what touches it', () => {
    const wrong = modules
      .filter(module => !roomsWithIo.some(room => module.path.startsWith(room)))
      .flatMap(module =>
        module.imports.filter(i => packagesForIo.test(i.to) && !i.typeOnly).map(i => `${module.path} imports ${i.to}`),
      )
    expect(wrong).toEqual([])
  })

  test('the pure rooms have no clock, no chance and no React', () => {
    const wrong = modules
      .filter(module => pureRooms.includes(module.room))
      .flatMap(module => {
        const code = module.text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
        const found = [
          /\bDate\.now\(/,
          /\bnew Date\(\)/,
          /\bMath\.random\(/,
          /\bprocess\./,
          /from 'react'/,
          /\bset(Timeout|Interval)\(/,
        ]
        return found.filter(pattern => pattern.test(code)).map(pattern => `${module.path}: ${pattern.source}`)
      })
    expect(wrong).toEqual([])
  })

  test('nothing imports in a circle', () => {
    expect(circles()).toEqual([])
  })
})

describe('files', () => {
  test('there is no barrel file', () => {
    expect(modules.map(module => module.path).filter(path => /(^|\/)index\.tsx?$/.test(path))).toEqual([])
  })

  test('each module begins by saying what it is for', () => {
    expect(modules.filter(module => !/^(#!.*\n)?(\/\/|\/\*)/.test(module.text)).map(module => module.path)).toEqual([])
  })
})

function circles(): string[] {
  const graph = new Map(modules.map(module => [module.path, valueImports(module)]))
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

function valueImports(module: Module): string[] {
  return module.imports.filter(i => i.to.startsWith('.') && !i.typeOnly && !i.lazy).map(i => targetOf(module, i.to))
}

function localImports(module: Module): string[] {
  return module.imports.filter(i => i.to.startsWith('.')).map(i => targetOf(module, i.to))
}

function targetOf(module: Module, to: string): string {
  return relative(src, resolve(src, dirname(module.path), to))
}

function roomOf(path: string): string {
  return path.split('/')[0] ?? ''
}

/** A folder of src/screens is a screen; `panes` holds what several of them show. */
function screenOf(path: string): string | null {
  const parts = path.split('/')
  return parts[0] === 'screens' && parts.length > 2 && parts[1] !== 'panes' ? (parts[1] ?? null) : null
}

function importsOf(text: string): Module['imports'] {
  const found: { to: string; typeOnly: boolean; lazy: boolean }[] = []
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm))
    found.push({ to: match[2] ?? '', typeOnly: match[1] !== undefined, lazy: false })
  for (const match of text.matchAll(/\bimport\('([^']+)'\)/g))
    found.push({ to: match[1] ?? '', typeOnly: false, lazy: true })
  return found
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'repositories' ? [] : sourceFiles(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}
