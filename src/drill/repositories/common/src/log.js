import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.LOG_DIR ?? 'logs'
mkdirSync(folder, { recursive: true })

export function info(text) {
  write('app.log', `${new Date().toISOString()} INFO ${text}`)
}

export function warn(text) {
  write('app.log', `${new Date().toISOString()} WARN ${text}`)
}

export function failure(text, error) {
  write('app.log', `${new Date().toISOString()} ERROR ${text}: ${error.stack ?? error}`)
}

export function access(request, status, ms) {
  const line = `${request.method} ${request.url} HTTP/1.1`
  write('access.log', `127.0.0.1 - - [${clfTime(new Date())}] "${line}" ${status} ${Math.round(ms * 1000)}`)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function clfTime(date) {
  const two = value => String(value).padStart(2, '0')
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

function write(file, line) {
  appendFileSync(join(folder, file), `${line}\n`)
}
