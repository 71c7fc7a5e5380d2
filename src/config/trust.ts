// Which configurations of repositories a person has looked at and allowed: by path and by the bytes it had then.
// Rule: a changed byte is a new question.
import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'

type Trusted = Readonly<Record<string, { readonly sha256: string; readonly at: string }>>

/** The person's decisions, in `settings.json` of the folder the record lies in. */
export function trustStore(home: string) {
  const open = (): Conf<{ trusted: Trusted }> =>
    new Conf<{ trusted: Trusted }>({
      cwd: home,
      configName: 'settings',
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    })
  const allOf = (settings: Conf<{ trusted: Trusted }>): Trusted => settings.get('trusted') ?? {}
  return {
    /** False also where the decisions cannot be read. */
    isTrusted(file: string, sha256: string): boolean {
      if (!existsSync(join(home, 'settings.json'))) return false
      try {
        return allOf(open())[realPath(file)]?.sha256 === sha256
      } catch {
        return false
      }
    },
    trust(file: string, sha256: string, at: string): void {
      mkdirSync(home, { recursive: true, mode: 0o700 })
      const settings = open()
      settings.set('trusted', { ...allOf(settings), [realPath(file)]: { sha256, at } })
    },
    /** True where there was something to take back. */
    revoke(file: string): boolean {
      const settings = open()
      const { [realPath(file)]: found, ...rest } = allOf(settings)
      if (found) settings.set('trusted', rest)
      return found !== undefined
    },
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}
