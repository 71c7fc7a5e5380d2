// Writes log lines into a file at a steady rate until it is stopped: node test/bench/flood.ts FILE LINES_PER_SECOND
import { openSync, writeSync } from 'node:fs'

const [file = '/dev/null', rate = '50000'] = process.argv.slice(2)
const out = openSync(file, 'a')
const everyMs = 20
const startedAt = performance.now()
let written = 0

setInterval(() => {
  const due = Math.floor(((performance.now() - startedAt) / 1000) * Number(rate)) - written
  const stamp = new Date().toISOString()
  let text = ''
  for (let i = 0; i < due; i += 1) text += lineOf(written + i, stamp)
  writeSync(out, text)
  written += due
}, everyMs)

/** One in ten a warning, one in fifty an error with a stack trace, the rest talk. */
function lineOf(number: number, stamp: string): string {
  if (number % 50 === 0)
    return `${stamp} ERROR order ${number} failed: TypeError: Cannot read properties of null (reading 'paymentMethods')\n    at validate (/srv/app/src/payment.js:42:31)\n`
  if (number % 10 === 0) return `${stamp} WARN upstream checkout answered 500, retry ${number % 7} of 7\n`
  return `${stamp} INFO request_id=${number.toString(36)} path=/api/cart/${number % 977} status=200 ms=${number % 90}\n`
}
