// The one place where effects become work. Each answers with intents; nothing here decides what they mean.
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandSpec } from '../incident/command.ts'
import type { Effect, Intent } from '../incident/intents.ts'
import type { Instant } from '../incident/time.ts'
import { createFixWork } from './fix-work.ts'
import type { FixPlace } from './git.ts'
import type { Outbox, SendEffect } from './outbox/outbox.ts'
import { runCommand, tailOf } from './run-command.ts'

export type Answer = (intent: Intent) => void

export interface EffectSettings {
  /** Where fixes are made; null where there is no repository. */
  readonly place: FixPlace | null
  /** The folder scratch worktrees are made in. */
  readonly worktrees?: string
  /** Extra environment for every command, e.g. of a drill. */
  readonly env?: Readonly<Record<string, string>>
  readonly now: () => Instant
  readonly writeArtifact: (runId: string, output: string) => string | null
  readonly onOutput?: (runId: string, chunk: Buffer) => void
  /** Takes messages that have to leave the box; absent where none may. */
  readonly outbox?: Outbox
}

export interface EffectRunner {
  run(effect: Effect, answer: Answer): void
  /** Cancels what still runs and waits for it. */
  stop(): Promise<void>
}

export function createEffectRunner(settings: EffectSettings): EffectRunner {
  const running = new Map<string, { readonly abort: AbortController; readonly end: Promise<void> }>()
  const fixes = createFixWork({ folder: join(tmpdir(), 'incident-tui-worktrees'), settings })

  const start = ({ runId, spec }: { readonly runId: string; readonly spec: CommandSpec }, answer: Answer) => {
    const abort = new AbortController()
    const work = runCommand(spec, {
      signal: abort.signal,
      ...(settings.env ? { env: settings.env } : {}),
      onSpawn: pid => answer({ kind: 'commandSpawned', runId, pid, host: hostname() }),
      ...(settings.onOutput ? { onOutput: chunk => settings.onOutput?.(runId, chunk) } : {}),
    })
    const end = work.then(({ outcome, exitCode, durationMs, output }) => {
      running.delete(runId)
      const artifact = settings.writeArtifact(runId, output)
      answer({ kind: 'commandEnded', runId, exitCode, outcome, durationMs, artifact, tail: tailOf(output) })
    })
    running.set(runId, { abort, end })
  }

  return {
    run: (effect, answer) => {
      switch (effect.kind) {
        case 'run':
          return start(effect, answer)
        case 'cancel':
          return running.get(effect.runId)?.abort.abort()
        case 'send':
          return settings.outbox ? settings.outbox.send(effect, answer) : unsent(effect, answer)
        default:
          return fixes.run(effect, answer)
      }
    },
    stop: async () => {
      for (const { abort } of running.values()) abort.abort()
      await Promise.allSettled([...[...running.values()].map(one => one.end), fixes.stop()])
    },
  }
}

/** Where nothing may leave the box it is said, not pretended. */
function unsent({ message, channels }: SendEffect, answer: Answer): void {
  for (const channel of channels) {
    const failed = { state: 'failed', attempts: 0, detail: 'nothing is sent from here' } as const
    answer({ kind: 'settleDelivery', messageId: message.id, channel, ...failed })
  }
}
