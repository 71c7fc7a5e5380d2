// How far this machine's clock is from the time its own time service knows: log lines of two machines do not meet where
// that is much. Rule: only asked where such a service is installed; nothing is sent anywhere.
import { runQuietly } from './quiet-process.ts'

const timeoutMs = 3000

/** Milliseconds, positive where this clock is ahead; null where no time service says it. */
export async function clockOffsetMs(): Promise<number | null> {
  const chrony = await runQuietly({ argv: ['chronyc', '-c', 'tracking'], cwd: '/', timeoutMs })
  if (chrony.exitCode === 0) return offsetOfChrony(chrony.stdout)
  if (!chrony.isMissing) return null
  const argv = ['timedatectl', 'show-timesync', '--property=NTPMessage']
  const { exitCode, stdout } = await runQuietly({ argv, cwd: '/', timeoutMs })
  return exitCode === 0 ? offsetOfTimesync(stdout) : null
}

/** Fields by commas; the fifth is seconds that the clock is ahead of (or, negative, behind) the reference. */
export function offsetOfChrony(text: string): number | null {
  const seconds = Number(text.split(',')[4])
  return text.includes(',') && Number.isFinite(seconds) ? Math.round(seconds * 1000) : null
}

/** From the four stamps of the last exchange: half of what both ways disagree by. */
export function offsetOfTimesync(text: string): number | null {
  const stamp = (name: string): number =>
    Date.parse(
      new RegExp(`${name}=(?:\\w{3} )?([^,}]+)`).exec(text)?.[1]?.trim().replace(' UTC', 'Z').replace(' ', 'T') ?? '',
    )
  const [origin, received, sent, back] = [
    'OriginateTimestamp',
    'ReceiveTimestamp',
    'TransmitTimestamp',
    'DestinationTimestamp',
  ].map(stamp)
  const ahead = -((received as number) - (origin as number) + ((sent as number) - (back as number))) / 2
  return Number.isFinite(ahead) ? Math.round(ahead) : null
}
