// The outbox of one incident, with the channels of the configuration around it.
import { createOutbox, type Outbox, type OutboxSettings } from '../actions/outbox/outbox.ts'
import { outboxFolder } from '../store/record/home.ts'
import type { Cli } from './context.ts'
import type { Surroundings } from './surroundings.ts'

export function outboxOf(
  { record, identity, now }: Cli,
  incidentId: string,
  {
    around,
    ...rest
  }: { readonly around: () => Pick<Surroundings, 'config' | 'cwd'> } & Pick<OutboxSettings, 'onChange'>,
): Outbox {
  return createOutbox({
    folder: outboxFolder(record.home, incidentId),
    config: () => around().config,
    cwd: () => around().cwd,
    env: process.env,
    identity,
    now,
    isRunning,
    ...(process.stdout.isTTY && { copy: copyToClipboard }),
    ...rest,
  })
}

/** OSC 52: the terminal puts it into the clipboard of the person's own machine, where it may. It moves no cursor. */
function copyToClipboard(text: string): void {
  process.stdout.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`)
}

/** The host of the address in that environment variable; null where there is none. */
export function hostOf(variable: string): string | null {
  const address = process.env[variable]
  return address && URL.canParse(address) ? new URL(address).host : null
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
