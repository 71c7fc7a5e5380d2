// Half of the visitors only read a page; the others log in and look at their account some seconds later.
import { setTimeout as pause } from 'node:timers/promises'

const members = ['kim', 'noor', 'ida', 'theo', 'ana', 'jun', 'max']

export async function visitor(ask, count) {
  if (count % 2 === 0) return ask('GET', '/api/terms')
  const login = await ask('POST', '/api/login', { body: { member: members[count % 7], password: 'correct horse' } })
  if (login?.status !== 200) return
  const { session } = JSON.parse(login.text)
  for (const wait of [400, 1800, 2500]) {
    await pause(wait)
    await ask('GET', '/api/account', { headers: { authorization: `Session ${session}` } })
  }
}
