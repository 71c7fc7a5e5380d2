// The whole-program tests run the bundle a user would run, so it is built once before any of them.
import { build } from '../../scripts/build.mjs'

export default async function setup(): Promise<void> {
  if (!process.env.INCIDENT_TUI_SKIP_BUILD) await build()
}
