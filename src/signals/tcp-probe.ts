// Asks whether a TCP port takes a connection, and how long that took. Nothing is sent.
import { connect } from 'node:net'
import type { HealthConfig } from '../config/schema.ts'
import type { Instant } from '../incident/time.ts'
import type { ProbeResult } from '../telemetry/types.ts'
import { failedProbe, failureOf, limitInWords } from './probe-failure.ts'

type TcpHealthConfig = Extract<HealthConfig, { tcp: string }>

/** One probe of `host:port` or `[address]:port`; it ends within its time limit and never throws. */
export function probeTcp(config: TcpHealthConfig, now: () => Instant, stop?: AbortSignal): Promise<ProbeResult> {
  const at = now()
  const colon = config.tcp.lastIndexOf(':')
  const host = config.tcp.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  const port = Number(config.tcp.slice(colon + 1))
  const bad = { reasonKind: 'other', answer: 'error', reason: `${config.tcp} is not host:port` } as const
  if (!(colon > 0 && port > 0 && port < 65_536)) return Promise.resolve(failedProbe(at, bad))
  const startedAt = performance.now()
  return new Promise(resolve => {
    const socket = connect({ host, port })
    const end = (result: ProbeResult): void => {
      clearTimeout(limit)
      stop?.removeEventListener('abort', giveUp)
      socket.destroy()
      resolve(result)
    }
    const giveUp = (): void => end(failedProbe(at, { reasonKind: 'other', answer: 'stopped', reason: 'stopped' }))
    const limit = setTimeout(() => {
      const reason = `no connection within ${limitInWords(config.timeout)}`
      end(failedProbe(at, { reasonKind: 'timeout', answer: 'timeout', reason }))
    }, config.timeout)
    stop?.addEventListener('abort', giveUp, { once: true })
    socket.on('error', error => end(failedProbe(at, failureOf(error))))
    socket.once('connect', () => {
      const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10
      end({ ...failedProbe(at, noFailure), ok: true, latencyMs, reason: null, reasonKind: null })
    })
  })
}

const noFailure = { reasonKind: 'other', answer: 'open', reason: '' } as const
