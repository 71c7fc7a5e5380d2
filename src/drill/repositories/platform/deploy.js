// The push hook: lays out what was pushed to main as a release and waits until the service answers with it.
// Arguments: the world's folder, the port of the service. Standard input: what git hands a post-receive hook.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const [root, port] = process.argv.slice(2)
const pushed = readFileSync(0, 'utf8')
  .split('\n')
  .map(line => line.split(' '))
const [before, sha] = pushed.find(([, , ref]) => ref === 'refs/heads/main') ?? []
if (sha) await deploy(sha, /^0+$/.test(before))

/** The first version was deployed when it was made, long before it is laid out here. */
async function deploy(version, isFirst) {
  const folder = join(root, 'releases', version.slice(0, 12))
  mkdirSync(folder, { recursive: true })
  const env = { ...process.env, GIT_INDEX_FILE: join(root, 'releases', `${version.slice(0, 12)}.index`) }
  execFileSync('git', ['--work-tree', folder, 'checkout', '-f', version, '--', '.'], { env, stdio: 'ignore' })
  const subject = execFileSync('git', ['log', '-1', '--format=%s', version], { encoding: 'utf8' }).trim()
  const author = execFileSync('git', ['log', '-1', '--format=%an', version], { encoding: 'utf8' }).trim()
  writeFileSync(join(root, 'current.next'), JSON.stringify({ sha: version, folder }))
  renameSync(join(root, 'current.next'), join(root, 'current.json'))
  await answering(version)
  const made = execFileSync('git', ['log', '-1', '--format=%ct', version], { encoding: 'utf8' }).trim()
  const at = isFirst ? Number(made) * 1000 + 90_000 : Date.now()
  const deployed = { id: version, at: new Date(at).toISOString(), subject, author }
  appendFileSync(join(root, 'deploys.jsonl'), `${JSON.stringify(deployed)}\n`)
  console.log(`deployed ${version.slice(0, 7)}`)
}

async function answering(version) {
  for (let tries = 0; tries < 150; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
    const report = answer && (await answer.json().catch(() => null))
    if (report?.version === version) return
    await pause(100)
  }
  console.error(`the service does not answer with ${version.slice(0, 7)}`)
  process.exit(1)
}
