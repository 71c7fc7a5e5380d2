// A practice repository: a bare origin and a clone with a history, made by real git in a folder of its own.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import type { Instant } from '../incident/time.ts'
import { edited, type HistoryCommit } from './history.ts'

/** git as in an empty home: nothing of the person's settings and hooks reaches a drill. */
export const gitEnvironment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
}

export interface PracticeRepository {
  readonly origin: string
  readonly clone: string
  /** Full ids, oldest first. */
  readonly shas: readonly string[]
}

/** Makes origin and clone; nothing is pushed yet. */
export async function makeRepository(
  root: string,
  {
    files,
    history,
    now,
  }: { readonly files: readonly string[]; readonly history: readonly HistoryCommit[]; readonly now: Instant },
): Promise<PracticeRepository> {
  const origin = join(root, 'origin.git')
  const clone = join(root, 'clone')
  await git(root, ['init', '--quiet', '--bare', '--initial-branch=main', origin])
  await git(root, ['init', '--quiet', '--initial-branch=main', clone])
  await git(clone, ['remote', 'add', 'origin', origin])
  await git(clone, ['config', 'user.name', 'Practice Responder'])
  await git(clone, ['config', 'user.email', 'responder@shop.example'])
  for (const folder of files) cpSync(folder, clone, { recursive: true })
  const shas: string[] = []
  for (const commit of history) {
    for (const edit of commit.edits) apply(clone, edit)
    await git(clone, ['add', '--all'])
    await git(clone, ['commit', '--quiet', '-m', commit.subject], authored(commit, now))
    shas.push(await git(clone, ['rev-parse', 'HEAD']))
  }
  return { origin, clone, shas }
}

export async function git(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout } = await execa('git', args, { cwd, env: { ...gitEnvironment, ...env } })
  return stdout.trim()
}

function apply(clone: string, edit: HistoryCommit['edits'][number]): void {
  const path = join(clone, edit.path)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, edited(edit.content === undefined ? readFileSync(path, 'utf8') : '', edit))
}

function authored({ author: [name, address], agoMs }: HistoryCommit, now: Instant): Record<string, string> {
  const date = `@${Math.floor((now - agoMs) / 1000)} +0000`
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: address,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: address,
    GIT_COMMITTER_DATE: date,
  }
}
