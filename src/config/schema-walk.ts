// Walks the published JSON Schema beside a value: which keys are known at a place, which texts may name environment
// variables. Rule: where several shapes are possible, those that fit the keys that are there count.
import type { ConfigPath } from './parse.ts'
import { configJsonSchema } from './schema.ts'

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly env?: boolean
}

const root = configJsonSchema() as Schema

/** Every key that any shape allows at a path. */
export function keysAt(path: ConfigPath): string[] {
  const keys = schemasAt(path).flatMap(schema => Object.keys(schema.properties ?? {}))
  return [...new Set(keys)]
}

/** The value with every text that the schema marks for it passed through `replace`. */
export function mapEnvTexts(value: unknown, replace: (text: string, path: ConfigPath) => string): unknown {
  return walk(value, shapesOf(root), [])

  function walk(at: unknown, schemas: readonly Schema[], path: ConfigPath): unknown {
    if (typeof at === 'string') return schemas.some(schema => schema.env) ? replace(at, path) : at
    if (Array.isArray(at)) {
      const inner = schemas.flatMap(schema => (schema.items ? shapesOf(schema.items) : []))
      return at.map((item, i) => walk(item, inner, [...path, i]))
    }
    if (at === null || typeof at !== 'object') return at
    const fitting = fit(at, schemas)
    return Object.fromEntries(
      Object.entries(at).map(([key, item]) => [
        key,
        walk(
          item,
          fitting.flatMap(one => shapesUnder(one, key)),
          [...path, key],
        ),
      ]),
    )
  }
}

function schemasAt(path: ConfigPath): readonly Schema[] {
  let schemas = shapesOf(root)
  for (const step of path) {
    if (typeof step === 'string') schemas = schemas.flatMap(schema => shapesUnder(schema, step))
    else schemas = schemas.flatMap(schema => (schema.items ? shapesOf(schema.items) : []))
  }
  return schemas
}

function fit(value: object, schemas: readonly Schema[]): readonly Schema[] {
  const keys = Object.keys(value)
  return schemas.filter(({ properties, additionalProperties }) => {
    return properties === undefined
      ? additionalProperties !== undefined
      : keys.every(key => Object.hasOwn(properties, key))
  })
}

function shapesUnder({ properties, additionalProperties }: Schema, key: string): readonly Schema[] {
  if (properties && Object.hasOwn(properties, key)) return shapesOf(properties[key] as Schema)
  return typeof additionalProperties === 'object' ? shapesOf(additionalProperties) : []
}

function shapesOf(schema: Schema): readonly Schema[] {
  return schema.anyOf ? schema.anyOf.flatMap(shapesOf) : [schema]
}
