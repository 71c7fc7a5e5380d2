import { bodyOf } from './body.js'
import { info } from './log.js'
import { accountOf, checkPassword } from './members.js'
import { openSession, verifySession } from './session.js'
import { terms } from './terms.js'

export const service = 'accounts'

export const routes = {
  'POST /api/login': async request => {
    const { member, password } = await bodyOf(request)
    checkPassword(member, password)
    info(`${member} logged in`)
    return { session: openSession(member) }
  },
  'GET /api/account': async request => accountOf(verifySession(request.headers.authorization ?? '')),
  'GET /api/terms': async () => terms(),
}
