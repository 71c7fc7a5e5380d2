// The payment provider: every card is charged there.
import { readFileSync } from 'node:fs'

const { timeoutMs } = JSON.parse(readFileSync(new URL('../config/payharbor.json', import.meta.url), 'utf8'))
const url = process.env.PAYHARBOR_URL

export async function charge(card, amount) {
  const answer = await fetch(`${url}/v1/charges`, {
    method: 'POST',
    body: JSON.stringify({ card, amount }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(error => {
    throw failed(error.name === 'TimeoutError' ? `timed out after ${timeoutMs} ms` : `${error.cause?.code ?? error}`)
  })
  if (!answer.ok) throw failed(`answered ${answer.status} ${answer.statusText}`)
  const { id } = await answer.json()
  return `by ${card}, ${id}`
}

function failed(what) {
  return Object.assign(new Error(`charge at PayHarbor ${what}`), { name: 'ChargeFailed', status: 502 })
}
