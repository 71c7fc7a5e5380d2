// Watches log sources as the cockpit does and lets a test wait for what is seen.
import { setTimeout as wait } from 'node:timers/promises'
import { configSchema } from '../../src/config/schema.ts'
import { type Observatory, startObservatory } from '../../src/signals/observatory.ts'
import { Telemetry } from '../../src/telemetry/hub.ts'
import type { TelemetrySnapshot } from '../../src/telemetry/types.ts'

export interface LogWatch {
  readonly telemetry: Telemetry
  /** Every line held, oldest first, as it is shown. */
  texts(): string[]
  until(isSeen: (seen: TelemetrySnapshot, lines: number) => unknown): Promise<TelemetrySnapshot>
  stop(): Promise<void>
}

export function watching(config: object, cwd: string): LogWatch {
  const telemetry = new Telemetry({ startedAt: Date.now() })
  const parsed = configSchema.parse({ host: false, ...config })
  const observatory: Observatory = startObservatory({ config: parsed, telemetry, now: Date.now, cwd })
  return {
    telemetry,
    texts: () => Array.from({ length: telemetry.log.length }, (_, i) => telemetry.log.text(telemetry.log.first + i)),
    until: async isSeen => {
      for (;;) {
        const seen = telemetry.snapshot(Date.now())
        if (isSeen(seen, telemetry.log.pushed)) return seen
        await wait(10)
      }
    },
    stop: () => observatory.stop(),
  }
}
