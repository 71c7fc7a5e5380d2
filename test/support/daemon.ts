// Real programs behind a test: started on a free port, waited for by asking them, ended with the test.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** The first of these programs that is installed, or null. */
export function installed(...programs: readonly string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/lib/systemd']
  for (const program of programs)
    for (const folder of folders) if (folder && existsSync(`${folder}/${program}`)) return `${folder}/${program}`
  return null
}

/** Words for the title of what is skipped, empty where everything is there. */
export function missing(...programs: readonly string[]): string {
  const gone = programs.filter(program => installed(program) === null)
  return gone.length === 0 ? '' : `${gone.join(' and ')} not installed`
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

export interface Daemon {
  readonly pid: number
  said(): string
  end(): Promise<void>
}

export function startDaemon(argv: readonly string[], cwd: string): Daemon {
  const [program = '', ...args] = argv
  const child: ChildProcess = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', chunk => {
      said = (said + chunk).slice(-20_000)
    })
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()))
  return {
    pid: child.pid as number,
    said: () => said,
    end: async () => {
      child.kill('SIGTERM')
      const killing = setTimeout(() => child.kill('SIGKILL'), 3000)
      await gone
      clearTimeout(killing)
    },
  }
}

/** Asks until it answers below 500; the test's own limit ends it where it never does. */
export async function answers(url: string): Promise<void> {
  for (;;) {
    const status = await fetch(url).then(
      response => response.status,
      () => 0,
    )
    if (status > 0 && status < 500) return
    await wait(30)
  }
}
