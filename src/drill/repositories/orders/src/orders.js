import { info } from './log.js'
import { withConnection } from './pool.js'

export async function placeOrder({ member, item }) {
  await withConnection(connection => connection.query(`INSERT order ${member} ${item}`))
  info(`order of ${member}: ${item}`)
  return { ok: true }
}

export async function ordersOf(member) {
  return { member, orders: await withConnection(connection => connection.query(`SELECT orders ${member}`)) }
}
