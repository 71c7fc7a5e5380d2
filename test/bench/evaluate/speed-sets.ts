// Large logs of several formats, written by rule: many statements, changing values, now and then a trace.
import { closeSync, openSync, writeSync } from 'node:fs'
import { random } from '../grouping.ts'

type Next = () => number
type Format = (at: Date, index: number, next: Next) => string

const two = (value: number): string => String(value).padStart(2, '0')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const pick = <T>(list: readonly T[], next: Next): T => list[Math.floor(next() * list.length)] as T
const whole = (most: number, next: Next): number => Math.floor(next() * most)
const hosts = 'web-1 web-2 db-1 cache-1 edge-4'.split(' ')
const loggers = 'cart.Service cart.Store pay.Gateway user.Session search.Index mail.Sender'.split(' ')
const verbs = 'loaded saved dropped queued sent received expired refreshed checked merged'.split(' ')
const nouns = 'cart order session invoice user index mail payment refund coupon address'.split(' ')

/** Some 220 statements with one to four values each. */
function message(index: number, next: Next): string {
  const verb = pick(verbs, next)
  const noun = pick(nouns, next)
  switch (index % 5) {
    case 0:
      return `${noun} ${whole(1e6, next)} ${verb} in ${whole(900, next)} ms for user ${whole(1e5, next)}`
    case 1:
      return `${verb} ${noun} id=${whole(1e9, next).toString(16)} size=${whole(9000, next)} from ${address(next)}`
    case 2:
      return `request ${whole(1e9, next).toString(36)} ${verb} ${noun} (attempt ${whole(4, next)} of 3)`
    case 3:
      return `${noun} store: ${verb} ${whole(500, next)} rows from /var/lib/${noun}/${whole(99, next)}.db`
    default:
      return `slow ${noun} query ${verb} after ${(next() * 4).toFixed(3)} s`
  }
}

const address = (next: Next): string => `10.${whole(255, next)}.${whole(255, next)}.${whole(255, next)}`
const level = (next: Next): string => pick(['INFO', 'INFO', 'INFO', 'INFO', 'DEBUG', 'WARN', 'ERROR'], next)
const iso = (at: Date): string => at.toISOString()
const syslogStamp = (at: Date): string =>
  `${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2)} ${iso(at).slice(11, 19)}`
const trace = [
  'java.lang.IllegalStateException: cart is closed',
  ...Array.from({ length: 18 }, (_, i) => `\tat shop.cart.Layer${i}.call(Layer${i}.java:${20 + i})`),
  'Caused by: java.net.SocketTimeoutException: read timed out',
  ...Array.from({ length: 6 }, (_, i) => `\tat java.base/java.net.Socket$Part${i}.read(Socket.java:${300 + i})`),
  '\t... 12 more',
].join('\n')

export const formats: Readonly<Record<string, Format>> = {
  'ISO app log': (at, i, next) => `${iso(at)} ${level(next)} [worker-${whole(16, next)}] ${message(i, next)}`,
  log4j: (at, i, next) =>
    `${iso(at).slice(0, 23).replace('T', ' ').replace('.', ',')} ${level(next).padEnd(5)} [http-nio-${whole(20, next)}] ${pick(loggers, next)} - ${message(i, next)}`,
  'Java with traces': (at, i, next) =>
    `${iso(at).slice(0, 23).replace('T', ' ')} ${i % 40 === 0 ? 'ERROR' : 'INFO'} ${pick(loggers, next)}: ${message(i, next)}${i % 40 === 0 ? `\n${trace}` : ''}`,
  'syslog 3164': (at, i, next) =>
    `${syslogStamp(at)} ${pick(hosts, next)} shopd[${whole(30000, next)}]: ${message(i, next)}`,
  'syslog 5424': (at, i, next) =>
    `<${134 + whole(3, next)}>1 ${iso(at)} ${pick(hosts, next)} shopd ${whole(30000, next)} - - ${message(i, next)}`,
  'access log': (at, i, next) =>
    `${address(next)} - - [${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${iso(at).slice(11, 19)} +0000] "${pick(['GET', 'GET', 'POST'], next)} /api/${pick(nouns, next)}/${whole(1e5, next)}?page=${whole(9, next)} HTTP/1.1" ${pick([200, 200, 200, 304, 404, 500], next)} ${whole(90000, next)} "-" "Mozilla/5.0 (X11; Linux x86_64) ${i % 7}"`,
  'JSON lines': (at, i, next) =>
    `{"time":"${iso(at)}","level":"${level(next).toLowerCase()}","host":"${pick(hosts, next)}","msg":"${message(i, next)}","ms":${whole(900, next)}}`,
  'pino JSON': (at, i, next) =>
    `{"level":${pick([30, 30, 40, 50], next)},"time":${at.getTime()},"pid":${whole(9000, next)},"hostname":"${pick(hosts, next)}","reqId":"${whole(1e9, next).toString(36)}","msg":"${message(i, next)}"}`,
  logfmt: (at, i, next) =>
    `time=${iso(at)} level=${level(next).toLowerCase()} caller=store.go:${whole(400, next)} msg="${message(i, next)}" dur=${whole(900, next)}ms`,
  epoch: (at, i, next) => `${(at.getTime() / 1000).toFixed(3)} ${pick(hosts, next)} ${level(next)} ${message(i, next)}`,
  glog: (at, i, next) =>
    `${level(next)[0]}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())} ${iso(at).slice(11, 23)}000 ${whole(9000, next)} store.cc:${whole(400, next)}] ${message(i, next)}`,
  'no header': (_, i, next) => message(i, next),
}

/** Writes one log of about so many megabytes. */
export function writeLog(file: string, name: string, megabytes: number): void {
  const format = formats[name] as Format
  const next = random(name)
  const out = openSync(file, 'w')
  let at = Date.UTC(2024, 2, 5, 10)
  let written = 0
  for (let index = 0; written < megabytes * 1e6; ) {
    const lines: string[] = []
    for (let i = 0; i < 5000; i += 1) {
      at += whole(20, next)
      lines.push(format(new Date(at), index, next))
      index += 1
    }
    written += writeSync(out, `${lines.join('\n')}\n`)
  }
  closeSync(out)
}
