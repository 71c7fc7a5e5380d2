// Sets one control of the practice platform. Arguments: the world's folder, the control, its value.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [root, name = '', value = ''] = process.argv.slice(2)
if (!/^[a-z][a-z-]*$/.test(name) || !/^[\w.-]+$/.test(value)) {
  console.error('usage: shopctl CONTROL VALUE')
  process.exit(2)
}
const folder = join(root, 'control')
mkdirSync(folder, { recursive: true })
let before = 'not set'
try {
  before = readFileSync(join(folder, name), 'utf8').trim()
} catch {}
const wanted = name === 'restart' ? `${value} ${Date.now()}` : value
writeFileSync(join(root, `${name}.next`), `${wanted}\n`)
renameSync(join(root, `${name}.next`), join(folder, name))
console.log(name === 'restart' ? `restarting ${value}` : `${name}: ${before} -> ${value}`)
