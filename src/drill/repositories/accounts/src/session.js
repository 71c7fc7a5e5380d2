// Sessions are signed and not stored: who, since when, and a signature.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

const { header, lifetimeMs } = JSON.parse(readFileSync(new URL('../config/session.json', import.meta.url), 'utf8'))
const key = process.env.SESSION_KEY ?? 'practice'

export function openSession(member) {
  const claim = `${member}.${Date.now()}`
  return `${claim}.${sign(claim)}`
}

/** The member a session belongs to. */
export function verifySession(authorization) {
  const [, session = ''] = authorization.split(`${header} `)
  const [member, since, signature] = session.split('.')
  if (signature !== sign(`${member}.${since}`)) throw refused('SessionInvalid', 'the session has no valid signature')
  const age = Date.now() - Number(since)
  if (age > lifetimeMs)
    throw refused('SessionExpired', `session of ${member} has expired: age ${age} ms, lifetime ${lifetimeMs} ms`)
  return member
}

function sign(claim) {
  return createHmac('sha256', key).update(claim).digest('hex').slice(0, 24)
}

function refused(name, message) {
  return Object.assign(new Error(message), { name, status: 401 })
}
