// Ctrl-Z as a person uses it: the shell comes back, `fg` brings the cockpit back as it was.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bin, openTerminal } from '../support/terminal.ts'

test('Ctrl-Z gives the shell back, and fg brings the cockpit back with its keys', async () => {
  const terminal = openTerminal({ program: ['bash', '--norc', '-i'], cols: 100, rows: 30, env: { PS1: 'shell> ' } })
  try {
    await terminal.until('shell>')
    terminal.press(`${process.execPath} ${bin} "checkout fails"`, 'Enter')
    await terminal.until('step 1 of 3')
    terminal.press('Ctrl-Z')
    await terminal.until(frame => /Stopped/.test(frame) && /shell> *$/m.test(frame) && !frame.includes('step 1 of 3'))
    terminal.press('echo in the $((1 + 1))nd shell', 'Enter')
    await terminal.until('in the 2nd shell')
    terminal.press('fg', 'Enter')
    await terminal.until('step 1 of 3')
    terminal.press('n', 'back again', 'Enter')
    await terminal.until('"back again"')
    terminal.press('q')
    await terminal.until('Come back with')
  } finally {
    await terminal.close()
  }
})

test('Ctrl-Z stops the program also where no shell looks after it; SIGCONT continues it', async () => {
  const terminal = openTerminal({ args: ['checkout fails'] })
  try {
    await terminal.until('step 1 of 3')
    terminal.press('Ctrl-Z')
    await stopped(terminal.pid)
    expect(terminal.raw()).toMatch(/\x1b\[\?1049l/)
    const timesTaken = () => terminal.raw().split('\x1b[?1049h').length
    const before = timesTaken()
    process.kill(terminal.pid, 'SIGCONT')
    await terminal.until(() => timesTaken() > before)
    terminal.press('n', 'went on', 'Enter')
    await terminal.until('"went on"')
  } finally {
    await terminal.close()
  }
})

/** Until the kernel says the process is stopped; the runner's own limit ends a wait that never does. */
async function stopped(pid: number): Promise<void> {
  while (!/\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) await new Promise(resolve => setTimeout(resolve, 20))
}
